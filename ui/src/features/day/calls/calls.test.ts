import { describe, expect, it } from 'vitest';
import type { CallPerson } from '@/ipc/types';
import { buildingsOf, passes } from './calls';

const person = (more: Partial<CallPerson> = {}): CallPerson => ({
  resident: 1,
  household: 1,
  building: '12',
  unit: '',
  room: '402',
  name: '王小明',
  age: 40,
  tags: [],
  phones: '13812341234',
  said: false,
  reason: null,
  calls: [],
  next_call: 1,
  ...more,
});
const call = (outcome: 'home' | 'unanswered') => ({
  outcome,
  note: null,
  who: '李',
  at: '2022-04-10T09:00:00',
});

describe('calls', () => {
  it('come a second time to who did not answer', () => {
    const again = person({ calls: [call('unanswered')], next_call: 2 });
    expect(passes(again, 'second')).toBe(true);
    expect(passes(person(), 'second')).toBe(false);
  });
  it('turn into a visit when asked for', () => {
    const home = person({ calls: [call('home')], next_call: null });
    expect(passes(home, 'visit')).toBe(true);
    expect(passes(home, 'settled')).toBe(false);
    expect(passes(home, 'due')).toBe(false);
  });
  it('are counted by building in the order of the list', () => {
    expect(
      buildingsOf([person({ building: '2' }), person({ building: '10' }), person({ building: '2' })]),
    ).toEqual([
      ['2', 2],
      ['10', 1],
    ]);
  });
});
