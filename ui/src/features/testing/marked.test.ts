import { expect, it } from 'vitest';
import type { MarkedDoor } from '@/ipc/types';
import { doorName, doorsInWords, peopleIn, troubleIn } from './marked';

const door = (room: string, more: Partial<MarkedDoor> = {}): MarkedDoor => ({
  building: '12',
  unit: null,
  room,
  tested: true,
  reason: null,
  residents: [1, 2],
  names: ['张三', '李四'],
  problem: null,
  ...more,
});

it('names a door as people do', () => {
  expect(doorName(door('301'))).toBe('12号楼 301室');
  expect(doorName(door('201', { unit: '2' }))).toBe('12号楼 2-201室');
  expect(doorName(door('', { building: '1' }))).toBe('1号楼');
  expect(doorName(door('集体户', { building: '' }))).toBe('集体户');
});
it('counts the people of a line and lists the first of its doors', () => {
  const doors = ['301', '302', '303', '304'].map((room) => door(room));
  expect(peopleIn(doors)).toBe(8);
  expect(doorsInWords(doors)).toContain('等 4 处');
});
it('says why nothing was recorded', () => {
  const wrong = door('909', { problem: '12号楼没有909室', residents: [] });
  expect(troubleIn({ doors: [door('301'), wrong], strange: ['飞机'] })).toBe('12号楼没有909室；“飞机”看不懂');
  expect(troubleIn({ doors: [], strange: [] })).toContain('没有登记');
});
