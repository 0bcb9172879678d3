import { expect, it } from 'vitest';
import { groupIn, nameIn } from './buildings';

const place = (id: number, name: string, compound: string | null) => ({ id, name, compound });
const idOf = (id: number): number => id;

it('a building is called by its number, with its 小区 only where another has the same', () => {
  const places = [place(1, '1', null), place(2, '2', null), place(3, '2', '延春路99弄')];
  expect(nameIn(places, 1)).toBe('1号楼');
  expect(nameIn(places, 2)).toBe('2号楼');
  expect(nameIn(places, 3)).toBe('延春路99弄 2号楼');
  expect(nameIn(places, 9)).toBe('');
});

it('a list stands under the names of the 小区, in its own order', () => {
  const places = [place(1, '1', '东区'), place(2, '2', '东区'), place(3, '3', '西区')];
  expect(groupIn(places, [2, 3, 1], idOf)).toEqual([
    ['东区', [2, 1]],
    ['西区', [3]],
  ]);
});

it('an office of one 小区 has no headings', () => {
  const places = [place(1, '1', '东区'), place(2, '2', '东区')];
  expect(groupIn(places, [1, 2], idOf)).toEqual([['', [1, 2]]]);
});
