// The order of the day: moving a building, and the steps of a day. Pure.
import type { Rehearsal } from '@/ipc/types';

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

/** The clock at each of `slots` steps of ten minutes and at the end. */
export const steps = (opens: string, slots: number): string[] =>
  Array.from({ length: Math.max(0, slots) + 1 }, (_, at) => clockOf(minutesOf(opens) + at * 10));

/** Full hours inside the drawn time, as [step, "08:00"]; a step is ten minutes. */
export function hourTicks(opens: string, slots: number): [number, string][] {
  const start = minutesOf(opens);
  const first = Math.ceil(start / 60) * 60;
  const every = slots > 72 ? 120 : 60;
  const ticks: [number, string][] = [];
  for (let at = first; at <= start + slots * 10; at += every) ticks.push([(at - start) / 10, clockOf(at)]);
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
    row('采完', minutesOf(now.finishes), minutesOf(other.finishes), clockOf),
    row('最多排队', now.peak, other.peak, (value) => `${value} 人`),
    row('最长等', now.longest_wait, other.longest_wait, (value) => `${value} 分`),
    row('平均等', now.mean_wait, other.mean_wait, (value) => `${value} 分`),
  ];
}
