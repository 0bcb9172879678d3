import { expect, it } from 'vitest';
import type { RoomCell, RoomPerson } from '@/ipc/types';
import { lookOf } from './looks';
import { pictureRoom } from './picture';

const person = (change: Partial<RoomPerson>): RoomPerson => ({
  id: 1,
  household: 10,
  name: '王某',
  age: 50,
  presence: 'home',
  tags: [],
  special: false,
  unreadable: false,
  verified_on: null,
  expected: true,
  tested: null,
  ...change,
});
const cell = (people: RoomPerson[]): RoomCell => ({
  id: 7,
  building: '12',
  unit: '1',
  room: '301',
  kind: 'residence',
  label: null,
  floor: 3,
  households: 1,
  residents: people.length,
  present: people.length,
  state: people.length ? 'occupied' : 'empty',
  people,
});

it('a room is checked only when everybody in it was, on the oldest of the days', () => {
  expect(
    pictureRoom(cell([person({ verified_on: '2022-04-08' }), person({ verified_on: null })])).verified,
  ).toBeNull();
  expect(
    pictureRoom(cell([person({ verified_on: '2022-04-08' }), person({ verified_on: '2022-04-02' })]))
      .verified,
  ).toBe('2022-04-02');
});

it('a room tells how far its round is, in words too', () => {
  const room = pictureRoom(cell([person({ tested: true }), person({ id: 2, tested: false })]));
  expect(lookOf(room, 'round')).toEqual({ tone: 'alarm', mark: '✕1', words: '1人未采' });
  expect(lookOf(pictureRoom(cell([person({ tested: true })])), 'round').mark).toBe('✓');
  expect(lookOf(pictureRoom(cell([person({ expected: false })])), 'round').words).toBe('没有应检的人');
});

it('isolation is told before anything else, and an empty room is empty whatever is asked', () => {
  expect(lookOf(pictureRoom(cell([person({ presence: 'home_isolation' })])), 'presence').words).toBe(
    '居家隔离',
  );
  expect(lookOf(pictureRoom(cell([])), 'special').tone).toBe('empty');
});

it('the marks of special people come in order of urgency', () => {
  expect(lookOf(pictureRoom(cell([person({ tags: ['80岁以上', '独居', '肾透析'] })])), 'special').mark).toBe(
    '独透高',
  );
});
