import { describe, expect, it } from 'vitest';
import { missingText, nextStep, warningOf, withTyped } from './doors';

const row = {
  household: 1,
  unit: '',
  room: '402',
  people: 3,
  issued: 3,
  returned: null,
  positive: 0,
  note: null,
  tested: 0,
  asks: false,
  members: [],
};
const log = { missing: 0, over: 0, uncollected: 0, wrong: false };

describe('the doors of an antigen round', () => {
  it('go from step to step', () => {
    expect(nextStep({ steps: {} })).toBe('sent');
    expect(nextStep({ steps: { sent: '2022-04-10T08:00:00', waited: '2022-04-10T08:20:00' } })).toBe(
      'collected',
    );
  });
  it('say in words what did not come back', () => {
    expect(missingText(log)).toContain('对得上');
    expect(missingText({ ...log, missing: 2, wrong: true })).toBe('✕ 少收 2');
    expect(missingText({ ...log, missing: 1, over: 1, wrong: true })).toBe('✕ 多收 1');
    expect(missingText({ ...log, missing: 3, over: 1, wrong: true })).toBe('✕ 少收 2，多收 1');
  });
  it('are red once registered with bags not collected', () => {
    expect(missingText({ ...log, uncollected: 4 })).toBe('○ 4 户没收');
    expect(missingText({ ...log, uncollected: 4, wrong: true })).toBe('✕ 4 户没收');
  });
  it('warn of more coming back than went out', () => {
    const kits = { household: 1, issued: 2, returned: 3, positive: 0, note: null };
    expect(warningOf(kits)).toContain('比发的 2 份多');
    expect(warningOf({ ...kits, returned: 2 })).toBe('');
  });
  it('tell a bag not collected from an empty one', () => {
    expect(withTyped(row, 'returned', '０')?.returned).toBe(0);
    expect(withTyped(row, 'returned', '')?.returned).toBeNull();
    expect(withTyped(row, 'issued', '三')).toBeUndefined();
  });
});
