import { describe, expect, it } from 'vitest';
import type { CallPerson } from '@/ipc/types';
import { buildingsOf, byDoor, passes, phoneOf, type CallFilter } from './calls';

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
  escalated: false,
  visit: false,
  household_phones: null,
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
    const home = person({ calls: [call('home')], next_call: null, visit: true });
    expect(passes(home, 'visit')).toBe(true);
    expect(passes(home, 'settled')).toBe(false);
    expect(passes(home, 'due')).toBe(false);
  });
  it('go on after two, and somebody else sees to it', () => {
    const calls = [call('unanswered'), call('unanswered')];
    const twice = person({ calls, next_call: 3, escalated: true });
    expect(['due', 'escalated', 'settled'].map((filter) => passes(twice, filter as CallFilter))).toEqual([
      true,
      true,
      false,
    ]);
  });
  it('are made by door, with a phone of the household for who has none', () => {
    const mother = person({ resident: 1, name: '王芳' });
    const child = person({ resident: 2, name: '王小明', phones: null, household_phones: '王芳 13812341234' });
    const other = person({ resident: 3, household: 2, phones: null });
    expect(byDoor([mother, child, other]).map((door) => door.people.length)).toEqual([2, 1]);
    expect([mother, child, other].map(phoneOf)).toEqual(['13812341234', '家里 王芳 13812341234', '没有电话']);
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
