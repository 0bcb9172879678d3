// The order of the day: moving a building, and the steps of a day. Pure.
import type { Plan, Rehearsal, Site, Slot } from '@/ipc/types';

/** The list with one entry moved; the same list when there is nowhere to go. */
export function moved<T>(list: readonly T[], from: number, to: number): T[] {
  const next = [...list];
  if (from < 0 || from >= list.length || to < 0 || to >= list.length) return next;
  next.splice(to, 0, ...next.splice(from, 1));
  return next;
}

export const minutesOf = (clock: string): number => {
  const [hours = 0, minutes = 0] = clock.split(':').map(Number);
  return hours * 60 + minutes;
};
export const clockOf = (minutes: number): string =>
  `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;

/** 24:10 → 次日 00:10 */
export function clockWords(clock: string): string {
  if (!/^\d+:\d\d$/.test(clock)) return clock;
  const days = Math.floor(minutesOf(clock) / 1440);
  const time = clockOf(minutesOf(clock) % 1440);
  if (days === 0) return time;
  return days === 1 ? `次日 ${time}` : `第${days + 1}天 ${time}`;
}

/** The clock at each of `slots` steps of ten minutes and at the end, in words. */
export const steps = (opens: string, slots: number): string[] =>
  Array.from({ length: Math.max(0, slots) + 1 }, (_, at) => clockWords(clockOf(minutesOf(opens) + at * 10)));

/** Whether every turn of both plans has the same time. */
export function sameTimes(kept: Plan, worked: Plan): boolean {
  const times = new Map(worked.slots.map((slot) => [slot.building, slot.starts]));
  return kept.slots.every((slot) => times.get(slot.building) === slot.starts);
}

/** The first turn in the order that is earlier than the one before it at its site: the order does not say who comes first. */
export function outOfOrder(plan: Plan): Slot | undefined {
  const latest = new Map<number, number>();
  return plan.slots.find((slot) => {
    const starts = minutesOf(slot.starts);
    const isEarlier = starts < (latest.get(slot.site) ?? 0);
    latest.set(slot.site, Math.max(starts, latest.get(slot.site) ?? 0));
    return isEarlier;
  });
}

/** What has to be put right before anything can be worked out; "" when nothing. */
export function problemOf(plan: Plan): string {
  for (const site of plan.sites) {
    const people: unknown = site.capacity;
    const isCount = typeof people === 'number' && Number.isInteger(people) && people >= 1 && people <= 5000;
    if (!site.name.trim()) return '采样点要有名字。';
    if (!isCount) return `“${site.name}”每小时的人数要写 1 到 5000 的整数。`;
    if (plan.sites.some((other) => other.id !== site.id && other.name.trim() === site.name.trim()))
      return `有两个采样点都叫“${site.name.trim()}”。`;
  }
  return '';
}

/** People one hand takes an hour; between 120 and 150 are usual. */
export const onePairOfHands = 140;

/** One more site: what the others do not take of what it needs to be done by noon, and never less than one pair of hands. */
export function newSite(sites: Site[], expected: number, opens: string): Site {
  const numbers = new Set(sites.map((site) => site.name));
  let number = 1;
  while (numbers.has(`${number}号采样点`)) number += 1;
  const hours = Math.max(3, (minutesOf('12:00') - minutesOf(opens)) / 60);
  const taken = sites.reduce((sum, site) => sum + (Number(site.capacity) || 0), 0);
  const left = Math.ceil((expected / hours - taken) / 50) * 50;
  return {
    id: Math.max(0, ...sites.map((site) => site.id)) + 1,
    name: `${number}号采样点`,
    capacity: Math.min(5000, Math.max(150, left)),
    breaks: null,
    staff: null,
  };
}

/** Full hours inside the drawn time, as [step, "08:00"]; a step is ten minutes. */
export function hourTicks(opens: string, slots: number): [number, string][] {
  const start = minutesOf(opens);
  const first = Math.ceil(start / 60) * 60;
  const every = slots > 72 ? 120 : 60;
  const ticks: [number, string][] = [];
  for (let at = first; at <= start + slots * 10; at += every)
    ticks.push([(at - start) / 10, clockOf(at % 1440)]);
  return ticks;
}

/** People an hour that all sites together must take to be done by `by`; undefined when they already are. */
export function neededBy(by: string, opens: string, day: Rehearsal): number | undefined {
  const hours = (minutesOf(by) - minutesOf(opens)) / 60;
  return minutesOf(day.finishes) <= minutesOf(by) || hours <= 0 ? undefined : Math.ceil(day.people / hours);
}

export interface Compared {
  title: string;
  now: string;
  other: string;
  /** Which one is better; "" when they are equal. */
  better: 'now' | 'other' | '';
}

/** Two days side by side; less is better everywhere. */
export function compare(now: Rehearsal, other: Rehearsal): Compared[] {
  const row = (title: string, a: number, b: number, text: (value: number) => string): Compared => ({
    title,
    now: text(a),
    other: text(b),
    better: a === b ? '' : a < b ? 'now' : 'other',
  });
  return [
    row('采完', minutesOf(now.finishes), minutesOf(other.finishes), (at) => clockWords(clockOf(at))),
    row('最多排队', now.peak, other.peak, (value) => `${value} 人`),
    row('最长等', now.longest_wait, other.longest_wait, (value) => `${value} 分`),
    row('平均等', now.mean_wait, other.mean_wait, (value) => `${value} 分`),
  ];
}
