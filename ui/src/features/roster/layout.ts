// How a building's rooms stand as a picture: entrances side by side, floors from the top down, doors in their columns. Rooms that
// tell no floor (villas, 集体户, shops) stand apart. Pure; knows nothing of colours.

export interface Placed {
  id: number;
  unit: string;
  room: string;
  floor: number | null;
}

export interface Floor<R> {
  floor: number;
  /** One per column of the unit; undefined where there is no such door. */
  cells: (R | undefined)[];
}

export interface Entrance<R> {
  unit: string;
  floors: Floor<R>[];
  /** Doors 01, 02 … as they are written. */
  columns: string[];
}

export interface Picture<R> {
  entrances: Entrance<R>[];
  apart: R[];
}

/** 402 → "02"; 402A → "02A"; 402-1 → "02-1". */
export function doorOnFloor(room: string, floor: number): string {
  const digits = String(Math.abs(floor));
  const at = room.indexOf(digits);
  return at < 0 ? room : room.slice(at + digits.length) || room;
}

const natural = new Intl.Collator('zh-CN', { numeric: true });

export function layOut<R extends Placed>(rooms: R[]): Picture<R> {
  const apart = rooms.filter((room) => room.floor === null || room.room === '');
  const units = new Map<string, R[]>();
  for (const room of rooms) {
    if (room.floor === null || room.room === '') continue;
    units.set(room.unit, [...(units.get(room.unit) ?? []), room]);
  }
  const entrances = [...units]
    .sort(([a], [b]) => natural.compare(a, b))
    .map(([unit, its]) => entrance(unit, its));
  return { entrances, apart };
}

function entrance<R extends Placed>(unit: string, rooms: R[]): Entrance<R> {
  const columns = [...new Set(rooms.map((room) => doorOnFloor(room.room, room.floor ?? 0)))].sort(
    natural.compare,
  );
  const numbers = [...new Set(rooms.map((room) => room.floor ?? 0))].sort((a, b) => b - a);
  const floors = numbers.map((floor) => ({
    floor,
    cells: columns.map((column) =>
      rooms.find((room) => room.floor === floor && doorOnFloor(room.room, floor) === column),
    ),
  }));
  return { unit, floors, columns };
}

/** The room one step away, past doors that are not there. */
export function neighbour<R extends Placed>(picture: Picture<R>, from: number, key: string): R | undefined {
  const flat = picture.entrances.flatMap((each) => each.floors.map((floor) => ({ each, floor })));
  const here = flat.find(({ floor }) => floor.cells.some((cell) => cell?.id === from));
  if (!here) return apartNeighbour(picture, from, key);
  const column = here.floor.cells.findIndex((cell) => cell?.id === from);
  if (key === 'ArrowUp' || key === 'ArrowDown') {
    const step = key === 'ArrowUp' ? -1 : 1;
    const floors = here.each.floors;
    for (let at = floors.indexOf(here.floor) + step; floors[at]; at += step) {
      const cell = floors[at]?.cells[column];
      if (cell) return cell;
    }
    return key === 'ArrowDown' ? picture.apart[0] : undefined;
  }
  // Left and right go on into the next entrance on the same floor.
  const line = picture.entrances
    .flatMap((each) => each.floors.find((floor) => floor.floor === here.floor.floor)?.cells ?? [])
    .filter((cell) => cell !== undefined);
  return line[line.findIndex((cell) => cell.id === from) + (key === 'ArrowLeft' ? -1 : 1)];
}

function apartNeighbour<R extends Placed>(picture: Picture<R>, from: number, key: string): R | undefined {
  const at = picture.apart.findIndex((room) => room.id === from);
  if (key === 'ArrowUp' && at >= 0)
    return picture.entrances[0]?.floors.at(-1)?.cells.find((cell) => cell !== undefined);
  return picture.apart[at + (key === 'ArrowLeft' ? -1 : 1)];
}
