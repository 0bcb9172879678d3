// Calls as the page sorts them. Pure.
import type { CallOutcome, CallPerson } from '@/ipc/types';

export const outcomes: [CallOutcome, string][] = [
  ['coming', '答应来'],
  ['home', '请上门'],
  ['reason', '有原因'],
  ['unanswered', '没人接'],
];
export const outcomeNames = Object.fromEntries(outcomes) as Record<CallOutcome, string>;

export type CallFilter = 'due' | 'second' | 'escalated' | 'visit' | 'settled' | 'all';
export const callFilters: [CallFilter, string][] = [
  ['due', '要打的'],
  ['second', '第二次'],
  ['escalated', '请别人出面'],
  ['visit', '要上门'],
  ['settled', '说清了'],
  ['all', '全部'],
];

export function passes(person: CallPerson, filter: CallFilter): boolean {
  if (filter === 'due') return person.next_call !== null;
  if (filter === 'second') return person.next_call === 2;
  if (filter === 'escalated') return person.escalated;
  if (filter === 'visit') return person.visit;
  if (filter === 'settled') return person.next_call === null && !person.visit;
  return true;
}

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

/** Buildings in the list's own order, with how many. */
export function buildingsOf(people: CallPerson[]): [string, number][] {
  const found = new Map<string, number>();
  for (const person of people) found.set(person.building, (found.get(person.building) ?? 0) + 1);
  return [...found];
}
