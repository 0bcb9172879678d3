import { describe, expect, it } from 'vitest';
import type { CheckInAnswer, CheckedIn, MarkedDoor, TubePerson } from '@/ipc/types';
import { readAnswer, readSeats } from './marks';

const empty: CheckInAnswer = {
  people: [],
  choose: [],
  cautions: [],
  left: [],
  doors: [],
  strange: [],
  operation: null,
};
const person = (more: Partial<CheckedIn> = {}): CheckedIn => ({
  outcome: 'marked',
  resident: 1,
  name: '王小明',
  door: '12号楼402室',
  seat: null,
  excluded: null,
  ...more,
});

describe('what a scan came to', () => {
  it('says who, where and which seat', () => {
    const seat = { barcode: 'T1', seat: 3, seats: 10, full: false };
    const shown = readAnswer({ ...empty, people: [person({ seat })], operation: 5 });
    expect(shown).toEqual({
      outcome: 'good',
      word: '已登记',
      who: '王小明',
      detail: '12号楼402室　T1 第 3 位',
    });
  });
  it('tells a second scan and a person who was not expected apart', () => {
    expect(readAnswer({ ...empty, people: [person({ outcome: 'already' })] }).outcome).toBe('again');
    expect(readAnswer({ ...empty, people: [person({ outcome: 'added' })], operation: 1 }).word).toContain(
      '名单外',
    );
  });
  it('is new when one of a household is new', () => {
    const people = [person({ outcome: 'already' }), person({ name: '李芳' })];
    expect(readAnswer({ ...empty, people, operation: 1 })).toMatchObject({
      outcome: 'good',
      who: '王小明、李芳',
    });
  });
  it('is not understood when a word belongs to nothing', () => {
    expect(readAnswer({ ...empty, strange: ['飞机'] })).toMatchObject({
      outcome: 'bad',
      detail: '“飞机”看不懂',
    });
    expect(readAnswer(empty).outcome).toBe('bad');
  });
  it('tells somebody the list left out from somebody who is not on it', () => {
    const people = [person({ outcome: 'added', excluded: '外出' })];
    expect(readAnswer({ ...empty, people, operation: 1 }).word).toBe('名单上写着外出，已改为应检并登记');
  });
  it('warns of who should not sit with the others, and says what can be done', () => {
    const cautions = [{ resident: 1, name: '张三', why: '居家隔离，要单采' }];
    expect(readAnswer({ ...empty, cautions })).toMatchObject({
      outcome: 'warn',
      word: '居家隔离，要单采',
      who: '张三',
    });
  });
  it('says who waits for the next tube', () => {
    const left = [{ resident: 2, name: '李芳', tested: false }];
    const shown = readAnswer({ ...empty, people: [person()], left, operation: 1 });
    expect(shown).toMatchObject({ outcome: 'good', word: '坐下 1 人，还剩 1 人等下一管' });
    expect(shown.detail).toContain('李芳');
  });
  it('says both who came and who did not', () => {
    const door: MarkedDoor = {
      building: '12',
      unit: null,
      room: '302',
      tested: false,
      reason: '发热',
      residents: [2],
      names: ['李芳'],
      problem: null,
    };
    const shown = readAnswer({ ...empty, people: [person()], doors: [door], operation: 1 });
    expect(shown.who).toBe('王小明');
    expect(shown.detail).toContain('12号楼 302室 李芳未采：发热');
  });
  it('shortens what a stuck scanner typed', () => {
    expect(readAnswer({ ...empty, strange: ['9'.repeat(5000)] }).detail.length).toBeLessThan(60);
  });
});

it('shows who sits in a tube as the scans that seated them, newest first, to be taken back', () => {
  const seated = (seat: number, name: string, operation: number | null, at: string): TubePerson => ({
    seat,
    resident: seat,
    household: 1,
    building: '12',
    unit: '',
    room: '402',
    name,
    phones: null,
    at: `2022-03-16 ${at}`,
    result: null,
    operation,
  });
  const scans = readSeats('T1', [
    seated(1, '王一', 7, '08:00:00'),
    seated(2, '王二', 7, '08:00:00'),
    seated(3, '李三', 9, '08:00:05'),
  ]);
  expect(scans.map(({ who, operation }) => [who, operation])).toEqual([
    ['李三', 9],
    ['王一、王二', 7],
  ]);
  expect(scans[0]?.detail).toBe('12号楼402室　T1 第 3 位');
});
