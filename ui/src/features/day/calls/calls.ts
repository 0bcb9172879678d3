// Calls as the page sorts them. Pure.
import type { CallOutcome, CallPerson } from '@/ipc/types';

export const outcomes: [CallOutcome, string][] = [
  ['coming', '答应来'],
  ['home', '请上门'],
  ['reason', '有原因'],
  ['unanswered', '没人接'],
];
export const outcomeNames = Object.fromEntries(outcomes) as Record<CallOutcome, string>;

export type CallFilter = 'due' | 'second' | 'visit' | 'settled' | 'all';
export const callFilters: [CallFilter, string][] = [
  ['due', '要打的'],
  ['second', '第二次'],
  ['visit', '要上门'],
  ['settled', '说清了'],
  ['all', '全部'],
];

const isVisit = (person: CallPerson): boolean => person.calls.some((call) => call.outcome === 'home');

export function passes(person: CallPerson, filter: CallFilter): boolean {
  if (filter === 'due') return person.next_call !== null;
  if (filter === 'second') return person.next_call === 2;
  if (filter === 'visit') return isVisit(person);
  if (filter === 'settled') return person.next_call === null && !isVisit(person);
  return true;
}

/** Buildings in the list's own order, with how many. */
export function buildingsOf(people: CallPerson[]): [string, number][] {
  const found = new Map<string, number>();
  for (const person of people) found.set(person.building, (found.get(person.building) ?? 0) + 1);
  return [...found];
}
