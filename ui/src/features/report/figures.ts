// What a figure of the report says beside itself: the difference to the day before, and what was computed before it was corrected. Pure.
import type { Amount, Figure, Operation } from '@/ipc/types';
import { count } from '@/shared/format';

/** The number the figure is read by: 人 where there are people, else the count. */
export const mainOf = (amount: Amount | Figure): number | null => amount.persons ?? amount.count;

export function change(figure: Figure): string {
  const before = figure.previous ? mainOf(figure.previous) : null;
  const now = mainOf(figure);
  if (before === null || now === null) return '';
  if (now === before) return '持平';
  return now > before ? `＋${count(now - before)}` : `－${count(before - now)}`;
}

/** 12户 15人; 3间; 3条 */
export function inWords(amount: Amount, unit: Figure['unit']): string {
  if (unit === 'people') return `${count(amount.households)}户 ${count(amount.persons)}人`;
  return `${count(amount.count)}${unit === 'rooms' ? '间' : '条'}`;
}

export interface ClosedDay {
  day: string;
  operation: Operation;
}

/** The days that are closed, newest first: the operation names its day. */
export function closedDays(log: Operation[]): ClosedDay[] {
  return log
    .filter((operation) => operation.kind === 'close_day' && operation.stands)
    .flatMap((operation) => {
      const day = /\d{4}-\d{2}-\d{2}/.exec(operation.summary)?.[0];
      return day ? [{ day, operation }] : [];
    })
    .sort((a, b) => b.day.localeCompare(a.day));
}
