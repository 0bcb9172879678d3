import { expect, it } from 'vitest';
import type { UntestedPerson } from '@/ipc/types';
import { compareMissed } from './missed';

const person = (resident: number, change: Partial<UntestedPerson> = {}): UntestedPerson => ({
  resident,
  household: resident,
  building: '1',
  unit: '',
  room: '101',
  name: `某${resident}`,
  age: null,
  tags: [],
  phones: null,
  said: true,
  reason: '外出',
  ...change,
});

it('who missed both rounds is told with the reasons of both', () => {
  const found = compareMissed(
    [person(1), person(2)],
    [person(1, { reason: '发热' }), person(3, { said: false })],
  );
  expect(found.both.map((each) => [each.person.resident, each.earlier, each.later])).toEqual([
    [1, '外出', '发热'],
  ]);
  expect(found.later.map((each) => [each.person.resident, each.later])).toEqual([[3, '还没登记']]);
  expect(found.earlier.map((each) => each.person.resident)).toEqual([2]);
});
