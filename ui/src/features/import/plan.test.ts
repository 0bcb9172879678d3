import { expect, it } from 'vitest';
import type { PlannedSheet } from '@/ipc/types';
import { corrected, outcomeOf, sheetKey } from './plan';

const sheet = { file: 0, sheet: 2, columns: [] } as unknown as PlannedSheet;

it('adds one correction to another', () => {
  const first = corrected(undefined, sheet, { building: '12' });
  const both = corrected(first, sheet, { leave_out: true });
  expect(both).toMatchObject({ file: 0, sheet: 2, building: '12', leave_out: true });
});

it('forgets the columns of a header that is no longer the header', () => {
  const first = corrected(undefined, sheet, { columns: [{ col: 1, field: 'name' }] });
  expect(corrected(first, sheet, { building: '12' }).columns).toHaveLength(1);
  expect(corrected(first, sheet, { header_row: 3 }).columns).toEqual([]);
});

it('has a word for every outcome and a key for every sheet', () => {
  expect(outcomeOf('conflict').word).toBe('待定');
  expect(sheetKey({ file: 1, sheet: 0 })).toBe('1/0');
});
