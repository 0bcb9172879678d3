import { expect, it } from 'vitest';
import type { Figure, Operation } from '@/ipc/types';
import { change, closedDays, inWords } from './figures';

const figure = (persons: number, before: number | null): Figure => ({
  code: 'present',
  title: '实际在住',
  group: '人口',
  unit: 'people',
  households: 1,
  persons,
  count: null,
  previous: before === null ? null : { households: 1, persons: before, count: null },
});
const operation = (id: number, kind: string, summary: string, stands: boolean): Operation => ({
  id,
  kind,
  summary,
  who: '本机',
  at: '2022-04-11 08:00:00',
  changes: 1,
  reverses: null,
  stands,
  kept: 0,
});

it('the difference to the day before is said with its sign, and nothing where there is no day before', () => {
  expect(change(figure(12, 10))).toBe('＋2');
  expect(change(figure(10, 12))).toBe('－2');
  expect(change(figure(10, 10))).toBe('持平');
  expect(change(figure(10, null))).toBe('');
});

it('an amount is said in the units of its figure', () => {
  expect(inWords({ households: 3, persons: 5, count: null }, 'people')).toBe('3户 5人');
  expect(inWords({ households: null, persons: null, count: 4 }, 'rooms')).toBe('4间');
});

it('the closed days are those whose closing still stands, newest first', () => {
  const log = [
    operation(1, 'close_day', '日报关账：2022-04-09', true),
    operation(2, 'close_day', '日报关账：2022-04-10', true),
    operation(3, 'close_day', '日报关账：2022-04-08', false),
    operation(4, 'edit', '修改 2022-04-07', true),
  ];
  expect(closedDays(log).map((each) => each.day)).toEqual(['2022-04-10', '2022-04-09']);
});
