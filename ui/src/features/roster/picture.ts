// A building's cells as the picture needs them. Pure.
import type { Building, RoomCell } from '@/ipc/types';
import type { PictureRoom } from './looks';

const isAtHome = (presence: string): boolean => presence === 'home' || presence === 'home_isolation';

export function pictureRoom(cell: RoomCell): PictureRoom {
  const { people } = cell;
  const expected = people.filter((person) => person.expected);
  const dates = people.map((person) => person.verified_on);
  const isolated = (state: string): boolean => people.some((person) => person.presence === state);
  return {
    id: cell.id,
    unit: cell.unit,
    room: cell.room,
    floor: cell.floor,
    kind: cell.kind,
    label: cell.label,
    state: cell.state,
    residents: cell.residents,
    present: cell.present,
    tags: [...new Set(people.flatMap((person) => person.tags))],
    isolation: isolated('home_isolation') ? 'home' : isolated('central_isolation') ? 'central' : null,
    round: expected.length
      ? {
          expected: expected.length,
          tested: expected.filter((person) => person.tested === true).length,
          refused: expected.filter((person) => person.tested === false).length,
        }
      : null,
    // A door counts as checked on the day its longest unchecked person was.
    verified:
      people.length > 0 && dates.every((date) => date !== null) ? ([...dates].sort()[0] ?? null) : null,
    // Who is at home stands first: the cell has room for one.
    names: [...people]
      .sort((a, b) => Number(isAtHome(b.presence)) - Number(isAtHome(a.presence)))
      .map((person) => person.name),
    households: [...new Set(people.map((person) => person.household))],
  };
}

export const pictureRooms = (building: Building | undefined): PictureRoom[] =>
  building?.units.flatMap((unit) => unit.rooms.map(pictureRoom)) ?? [];
