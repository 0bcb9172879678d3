import { describe, expect, it } from 'vitest';
import { missingText, nextStep, withTyped } from './doors';

const row = {
  household: 1,
  unit: '',
  room: '402',
  people: 3,
  issued: 3,
  returned: null,
  positive: 0,
  note: null,
};

describe('the doors of an antigen round', () => {
  it('go from step to step', () => {
    expect(nextStep({ steps: {} })).toBe('sent');
    expect(nextStep({ steps: { sent: '2022-04-10T08:00:00', waited: '2022-04-10T08:20:00' } })).toBe(
      'collected',
    );
  });
  it('say in words what did not come back', () => {
    expect(missingText(0)).toContain('对得上');
    expect(missingText(2)).toContain('少收 2');
    expect(missingText(-1)).toContain('多收 1');
  });
  it('tell a bag not collected from an empty one', () => {
    expect(withTyped(row, 'returned', '０')?.returned).toBe(0);
    expect(withTyped(row, 'returned', '')?.returned).toBeNull();
    expect(withTyped(row, 'issued', '三')).toBeUndefined();
  });
});
