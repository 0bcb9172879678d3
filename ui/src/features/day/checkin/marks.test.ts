import { describe, expect, it } from 'vitest';
import type { CheckInAnswer, CheckedIn } from '@/ipc/types';
import { readAnswer } from './marks';

const empty: CheckInAnswer = { people: [], choose: [], doors: [], strange: [], operation: null };
const person = (more: Partial<CheckedIn> = {}): CheckedIn => ({
  outcome: 'marked',
  resident: 1,
  name: '王小明',
  door: '12号楼402室',
  seat: null,
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
});
