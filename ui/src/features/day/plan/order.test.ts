import { describe, expect, it } from 'vitest';
import type { Rehearsal } from '@/ipc/types';
import { compare, hourTicks, moved, neededBy, steps } from './order';

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
  });
});
