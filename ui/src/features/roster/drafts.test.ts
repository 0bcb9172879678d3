import { expect, it } from 'vitest';
import { desk } from '@/shared/desk';
import { draftOf, giveUp, isBehindMask, isUnfinished, putAway } from './drafts';

it('what was typed and refused stays until it is set right or given up', () => {
  draftOf(1).typed.birth = '1938-15-40';
  draftOf(1).wrong.birth = '没有这一天';
  expect(draftOf(1).wrong.birth).toBe('没有这一天');
  expect([isUnfinished(1), isUnfinished(2)]).toEqual([true, false]);
  putAway(1, 'birth');
  expect(isUnfinished(1)).toBe(false);
  draftOf(1).typed.sex = '？';
  giveUp(1);
  expect(draftOf(1)).toEqual({ typed: {}, wrong: {} });
});

it('a lock loses nothing of whoever comes back, and whoever else sits down finds nothing of it', () => {
  const sits = (file: string, who: string): void => {
    desk.isOpen = false;
    Object.assign(desk, { file, who });
    desk.isOpen = true;
  };
  sits('七村', '陈阿姨');
  draftOf(3).typed.remark = '孕8月';
  sits('七村', '陈阿姨');
  expect(isUnfinished(3)).toBe(true);
  sits('七村', '小李');
  expect(isUnfinished(3)).toBe(false);
  draftOf(3).typed.remark = '出差';
  sits('八村', '小李');
  expect(isUnfinished(3)).toBe(false);
});

it('a number that comes back masked is the same number', () => {
  expect(isBehindMask('138****0001', '13800000001')).toBe(true);
  expect(isBehindMask('138****0002', '13800000001')).toBe(false);
  expect(isBehindMask('王小明', '王小明')).toBe(true);
});
