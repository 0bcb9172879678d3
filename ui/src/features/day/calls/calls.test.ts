import { describe, expect, it } from 'vitest';
import type { CallPerson } from '@/ipc/types';
import { byDoor, callRows, phonesOf } from './calls';

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
  reach: [],
  ...more,
});

describe('calls', () => {
  it('are made by door, with the phone of another, named as theirs, for who has none', () => {
    const mother = person({ resident: 1, name: '王芳' });
    const reach = [{ by: 'household' as const, name: '王芳', role: '户主', phones: '13812341234' }];
    const child = person({ resident: 2, name: '王小明', phones: null, reach });
    const leader = { by: 'responsible' as const, name: '赵大妈', role: '楼组长', phones: '13900000002' };
    const alone = person({ resident: 3, household: 2, phones: null, reach: [leader] });
    const nobody = person({ resident: 4, household: 3, phones: null });
    const people = [mother, child, alone, nobody];
    expect(byDoor(people).map((door) => door.people.length)).toEqual([2, 1, 1]);
    expect(people.map(phonesOf)).toEqual([
      ['13812341234'],
      ['家里 王芳（户主） 13812341234'],
      ['楼组长 赵大妈 13900000002'],
      ['没有电话'],
    ]);
    expect(callRows([alone])[1]?.slice(1, 4)).toEqual(['王小明', '40', '楼组长 赵大妈 13900000002']);
  });
});
