import { expect, it } from 'vitest';
import { moved, plainLook, readLook, shownColumns, toggled } from './tableLook';

it('a kept look that cannot be read is the plain one, and unknown columns are dropped', () => {
  expect(readLook('{')).toEqual(plainLook());
  expect(readLook(null)).toEqual(plainLook());
  expect(readLook('{"order":["remark","gone","door"]}').order.slice(0, 2)).toEqual(['remark', 'door']);
});

it('columns that came since the look was kept are shown after the known ones', () => {
  const look = readLook('{"order":["name","door"],"hidden":[]}');
  expect(look.order).toHaveLength(plainLook().order.length);
  expect(look.order.slice(0, 2)).toEqual(['name', 'door']);
});

it('columns kept at the left come first whatever their order, hidden ones not at all', () => {
  const look = { ...plainLook(), pinned: ['remark'], hidden: ['door'] };
  const props = shownColumns(look).map((column) => column.prop);
  expect(props[0]).toBe('remark');
  expect(props).not.toContain('door');
});

it('a column moves one place and stops at the ends', () => {
  expect(moved(['a', 'b', 'c'], 'b', -1)).toEqual(['b', 'a', 'c']);
  expect(moved(['a', 'b', 'c'], 'c', 1)).toEqual(['a', 'b', 'c']);
  expect(toggled(['a'], 'a')).toEqual([]);
});
