import { describe, expect, it } from 'vitest';
import type { CallPerson } from '@/ipc/types';
import { byDoor, phoneOf } from './calls';

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

describe('calls', () => {
  it('are made by door, with a phone of the household for who has none', () => {
    const mother = person({ resident: 1, name: '王芳' });
    const child = person({ resident: 2, name: '王小明', phones: null, household_phones: '王芳 13812341234' });
    const other = person({ resident: 3, household: 2, phones: null });
    expect(byDoor([mother, child, other]).map((door) => door.people.length)).toEqual([2, 1]);
    expect([mother, child, other].map(phoneOf)).toEqual(['13812341234', '家里 王芳 13812341234', '没有电话']);
  });
});
