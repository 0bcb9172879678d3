import { nextTick } from 'vue';
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

async function sit(file: string, who: string): Promise<void> {
  Object.assign(desk, { isOpen: true, mustSitDown: false, file, who });
  await nextTick();
}
async function lockAndOpen(file: string, who: string): Promise<void> {
  Object.assign(desk, { isOpen: false, file: '', who: '' });
  await nextTick();
  Object.assign(desk, { isOpen: true, mustSitDown: true, file });
  await nextTick();
  await sit(file, who);
}

it('what was typed is there again when the same person opens the same office after a lock', async () => {
  await sit('七村', '陈阿姨');
  draftOf(3).typed.remark = '孕8月';
  await lockAndOpen('七村', '陈阿姨');
  expect(draftOf(3).typed.remark).toBe('孕8月');
});

it('somebody else who sits down finds nothing that was typed, neither does the first one after that', async () => {
  await sit('七村', '陈阿姨');
  draftOf(3).typed.remark = '孕8月';
  await lockAndOpen('七村', '王老师');
  expect(isUnfinished(3)).toBe(false);
  await lockAndOpen('七村', '陈阿姨');
  expect(isUnfinished(3)).toBe(false);
});

it('another office finds nothing that was typed', async () => {
  await sit('七村', '陈阿姨');
  draftOf(3).typed.remark = '孕8月';
  await lockAndOpen('八村', '陈阿姨');
  expect(isUnfinished(3)).toBe(false);
});

it('a form that stays open while somebody else sits down is empty', async () => {
  await sit('七村', '陈阿姨');
  const open = draftOf(3);
  open.typed.remark = '孕8月';
  await sit('七村', '王老师');
  expect(open.typed).toEqual({});
});

it('a number that comes back masked is the same number', () => {
  expect(isBehindMask('138****0001', '13800000001')).toBe(true);
  expect(isBehindMask('138****0002', '13800000001')).toBe(false);
  expect(isBehindMask('王小明', '王小明')).toBe(true);
});
