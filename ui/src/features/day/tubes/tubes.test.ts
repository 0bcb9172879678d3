import { describe, expect, it } from 'vitest';
import type { Tube } from '@/ipc/types';
import { byKind, passes } from './tubes';

const tube = (more: Partial<Tube>): Tube => ({
  id: 1,
  barcode: 'T1',
  buildings: [],
  building: 1,
  opened_for: 1,
  purpose: 'pool',
  seats: 10,
  household: false,
  sequence: 1,
  state: 'open',
  people: 3,
  result: null,
  ...more,
});

describe('tubes', () => {
  it('wait for a result from when they are handed over until it is known', () => {
    expect(passes(tube({ state: 'closed' }), 'waiting')).toBe(false);
    expect(passes(tube({ state: 'handed' }), 'waiting')).toBe(true);
    expect(passes(tube({ state: 'handed', result: 'negative' }), 'waiting')).toBe(false);
  });
  it('show what is wrong before what is only not done yet', () => {
    const difference = (kind: 'not_handed' | 'empty' | 'no_tube') => ({
      kind,
      tube: null,
      resident: null,
      detail: '',
    });
    const kinds = byKind([difference('not_handed'), difference('empty'), difference('empty')]);
    expect(kinds.map(([kind, list]) => [kind, list.length])).toEqual([
      ['empty', 2],
      ['not_handed', 1],
    ]);
  });
});
