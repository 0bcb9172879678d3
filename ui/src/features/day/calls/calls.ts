// Calls as the page shows them: what came of one, how the list can be narrowed, whom to ring up. Pure.
import type { CallFilter, CallOutcome, CallPerson, Reach } from '@/ipc/types';
import { door } from '@/shared/format';

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

/** Whose phone it is, never to be taken for the person's own: 家里 李四（户主）, 楼组长 赵大妈. */
function whose({ by, name, role }: Reach): string {
  if (by === 'household') return role ? `家里 ${name}（${role}）` : `家里 ${name}`;
  return `${role ?? '负责人'} ${name}`;
}

/** Whom to ring up: the person, or who of the household has a phone, or who is responsible for the house. */
export function phonesOf(person: CallPerson): string[] {
  if (person.phones) return [person.phones];
  const others = person.reach.map((each) => `${whose(each)} ${each.phones}`);
  return others.length > 0 ? others : ['没有电话'];
}

/** The list as a table for Excel, its titles first. */
export function callRows(people: CallPerson[]): string[][] {
  const rows = people.map((each) => [
    door(each.building, each.unit, each.room, each.compound),
    each.name,
    String(each.age ?? ''),
    phonesOf(each).join('；'),
    each.reason ?? '',
    each.calls.map((made) => outcomeNames[made.outcome]).join('、'),
    each.tags.join('、'),
  ]);
  return [['房屋', '姓名', '年龄', '电话', '原因', '打过的', '重点'], ...rows];
}
