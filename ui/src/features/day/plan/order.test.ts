import { describe, expect, it } from 'vitest';
import type { Plan, Rehearsal, Site } from '@/ipc/types';
import {
  clockWords,
  compare,
  hourTicks,
  moved,
  neededBy,
  newSite,
  outOfOrder,
  problemOf,
  sameTimes,
  steps,
} from './order';

describe('the order of buildings', () => {
  it('moves one and keeps the others in their order', () => {
    expect(moved(['1', '2', '3', '4'], 3, 1)).toEqual(['1', '4', '2', '3']);
    expect(moved(['1', '2', '3', '4'], 0, 2)).toEqual(['2', '3', '1', '4']);
  });
  it('stays when there is nowhere to go', () => {
    expect(moved(['1', '2'], 0, -1)).toEqual(['1', '2']);
    expect(moved(['1', '2'], 1, 2)).toEqual(['1', '2']);
  });
});

it('a turn that is later in the order and earlier by the clock is found, each site for itself', () => {
  const slots = (turns: [number, string][]): Plan =>
    ({ slots: turns.map(([site, starts], at) => ({ building: at, site, starts })) }) as unknown as Plan;
  const inOrder = slots([
    [1, '06:30'],
    [2, '06:30'],
    [1, '06:40'],
    [2, '06:30'],
  ]);
  expect(outOfOrder(inOrder)).toBeUndefined();
  const dragged = slots([
    [1, '06:40'],
    [2, '07:00'],
    [1, '06:30'],
  ]);
  expect(outOfOrder(dragged)?.building).toBe(2);
});

describe('a plan', () => {
  const site = (id: number, name: string, capacity: unknown = 150): Site =>
    ({ id, name, capacity, breaks: null, staff: null }) as Site;
  const plan = (sites: Site[], starts: string[] = []): Plan => ({
    opens: '06:30',
    sites,
    slots: starts.map((at, building) => ({ building, site: 1, starts: at, route: null, team: null })),
    contingency: null,
    reminders: null,
  });
  it('goes on past midnight in words', () => {
    expect(clockWords('39:30')).toBe('次日 15:30');
    expect(clockWords('06:30')).toBe('06:30');
    expect(clockWords('49:05')).toBe('第3天 01:05');
  });
  it('gets a first site that is done by noon, and another no smaller than one pair of hands', () => {
    expect(newSite([], 5500, '06:30')).toMatchObject({ id: 1, name: '1号采样点', capacity: 1000 });
    expect(newSite([], 200, '06:30').capacity).toBe(150);
    expect(newSite([site(2, '2号采样点', 700)], 5500, '06:30')).toMatchObject({
      id: 3,
      name: '1号采样点',
      capacity: 300,
    });
  });
  it('says which number is missing', () => {
    expect(problemOf(plan([site(1, '南门', '')]))).toContain('“南门”每小时的人数');
    expect(problemOf(plan([site(1, '南门'), site(2, ' 南门')]))).toContain('都叫“南门”');
    expect(problemOf(plan([site(1, '南门')]))).toBe('');
  });
  it('whose times were set by hand is not the one that is worked out', () => {
    expect(sameTimes(plan([], ['06:30', '07:10']), plan([], ['06:30', '07:10', '08:00']))).toBe(true);
    expect(sameTimes(plan([], ['06:30', '07:20']), plan([], ['06:30', '07:10']))).toBe(false);
  });
});

describe('a rehearsal', () => {
  const day = (more: Partial<Rehearsal>): Rehearsal => ({
    sites: [],
    people: 100,
    longest_wait: 30,
    mean_wait: 8.5,
    peak: 40,
    finishes: '10:05',
    ...more,
  });
  it('beside another says which is better in what', () => {
    const rows = compare(day({}), day({ finishes: '09:55', peak: 60 }));
    expect(rows.map((row) => row.better)).toEqual(['other', 'now', '', '']);
    expect(rows[0]).toMatchObject({ now: '10:05', other: '09:55' });
  });
  it('says how many an hour it would take to be done by noon', () => {
    expect(neededBy('12:00', '06:30', day({ people: 5000, finishes: '24:37' }))).toBe(910);
    expect(neededBy('12:00', '06:30', day({}))).toBeUndefined();
  });
  it('is drawn from its opening, with the full hours marked', () => {
    expect(hourTicks('06:30', 12)).toEqual([
      [3, '07:00'],
      [9, '08:00'],
    ]);
    expect(steps('06:50', 2)).toEqual(['06:50', '07:00', '07:10']);
    expect(steps('23:50', 1)).toEqual(['23:50', '次日 00:00']);
  });
});
