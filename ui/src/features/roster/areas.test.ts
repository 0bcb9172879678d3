import { expect, it } from 'vitest';
import type { PlaceBuilding } from '@/ipc/types';
import { areaIn, areasOf } from './areas';

const building = (name: string, compound: string | null, grid: string | null): PlaceBuilding => ({
  id: Number(name),
  name,
  compound,
  grid,
  block: null,
  rooms: 4,
  households: 3,
  residents: 7,
  present: 7,
  special: 0,
  untested: null,
});

it('buildings are counted by 小区 and by 网格', () => {
  const all = [building('1', '七村', '一网格'), building('2', '七村', null), building('3', '八村', '一网格')];
  expect(areasOf(all, 'compound').map(({ name, households }) => [name, households])).toEqual([
    ['七村', 6],
    ['八村', 3],
  ]);
  expect(areasOf(all, 'grid').map(({ name, residents }) => [name, residents])).toEqual([['一网格', 14]]);
  expect(areasOf(all, 'block')).toEqual([]);
});

it('the address names an area', () => {
  expect(areaIn({ grid: '一网格', building: '0' })).toEqual({ kind: 'grid', name: '一网格' });
  expect(areaIn({ building: '3' })).toBeUndefined();
});
