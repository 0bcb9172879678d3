// Calls as the page shows them: what came of one, how the list can be narrowed, whom to ring up. Pure.
import type { CallFilter, CallOutcome, CallPerson } from '@/ipc/types';

export const outcomes: [CallOutcome, string][] = [
  ['coming', '答应来'],
  ['home', '请上门'],
  ['reason', '有原因'],
  ['unanswered', '没人接'],
];
export const outcomeNames = Object.fromEntries(outcomes) as Record<CallOutcome, string>;

export type CallView = CallFilter | 'all';
export const callFilters: [CallView, string][] = [
  ['due', '要打的'],
  ['second', '第二次'],
  ['escalated', '请别人出面'],
  ['visit', '要上门'],
  ['settled', '说清了'],
  ['all', '全部'],
];

export interface CallDoor {
  household: number;
  people: CallPerson[];
}

/** The list by door, in its own order: one door, one call. */
export function byDoor(people: CallPerson[]): CallDoor[] {
  const found = new Map<number, CallDoor>();
  for (const person of people) {
    const door = found.get(person.household);
    if (door) door.people.push(person);
    else found.set(person.household, { household: person.household, people: [person] });
  }
  return [...found.values()];
}

/** Whom to ring up: the person, or who of the household has a phone. */
export function phoneOf(person: CallPerson): string {
  if (person.phones) return person.phones;
  return person.household_phones ? `家里 ${person.household_phones}` : '没有电话';
}
