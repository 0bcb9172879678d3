import { describe, expect, it } from 'vitest';
import { doorOnFloor, layOut, neighbour, type Placed } from './layout';

const room = (id: number, unit: string, name: string, floor: number | null): Placed => ({
  id,
  unit,
  room: name,
  floor,
});
const building = layOut([
  room(1, '1', '101', 1),
  room(2, '1', '102', 1),
  room(3, '1', '202', 2),
  room(4, '2', '101', 1),
  room(5, '2', '1001', 10),
  room(6, '', '', null),
]);

describe('a building as a picture', () => {
  it('puts entrances side by side and the highest floor on top', () => {
    expect(building.entrances.map((each) => each.unit)).toEqual(['1', '2']);
    expect(building.entrances[1]?.floors.map((floor) => floor.floor)).toEqual([10, 1]);
  });
  it('leaves a gap where a door is missing', () => {
    expect(building.entrances[0]?.floors[0]?.cells.map((cell) => cell?.id)).toEqual([undefined, 3]);
  });
  it('keeps rooms without a floor apart', () => {
    expect(building.apart.map((each) => each.id)).toEqual([6]);
  });
  it('reads the door off the room number', () => {
    expect(doorOnFloor('1201', 12)).toBe('01');
    expect(doorOnFloor('402A', 4)).toBe('02A');
  });
  it('walks with the arrow keys, into the next entrance and past missing doors', () => {
    expect(neighbour(building, 2, 'ArrowRight')?.id).toBe(4);
    expect(neighbour(building, 2, 'ArrowUp')?.id).toBe(3);
    expect(neighbour(building, 1, 'ArrowUp')).toBeUndefined();
    expect(neighbour(building, 1, 'ArrowDown')?.id).toBe(6);
    expect(neighbour(building, 6, 'ArrowUp')?.id).toBe(1);
  });
});
