import { expect, it } from 'vitest';
import { nobody, pickTogether, pickUpTo } from './selection';

const rows = [11, 12, undefined, 14, 15];

it('rows picked together are unpicked together only when all of them were picked', () => {
  const one = pickTogether(nobody, [11], 0);
  const three = pickTogether(one, [11, 12, 14]);
  expect([...three.ids]).toEqual([11, 12, 14]);
  expect([...pickTogether(three, [11, 12]).ids]).toEqual([14]);
});

it('shift picks everybody from the last row to this one, in either direction, and skips rows not there yet', () => {
  const from = pickTogether(nobody, [15], 4);
  expect([...pickUpTo(from, 1, (row) => rows[row]).ids].sort()).toEqual([12, 14, 15]);
  expect([...pickUpTo(nobody, 3, (row) => rows[row]).ids]).toEqual([14]);
});
