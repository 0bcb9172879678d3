import { expect, it } from 'vitest';
import type { Question } from '@/ipc/types';
import { answersFor, chosen, chosenFor, filtered, groups, sources, which } from './rule';

const asked = (id: number, of: Partial<Question>): Question =>
  ({ id, kind: 'who', field: null, reason: '同名', file: '一.xlsx', sheet: '1', ...of }) as Question;
const address: Partial<Question> = { kind: 'field', field: 'address', reason: '住址与底册不一致' };
const questions = [
  asked(1, address),
  asked(2, {}),
  asked(3, { sheet: '2' }),
  asked(4, { ...address, file: '二.xlsx' }),
  asked(5, { reason: '只有姓名' }),
];

it('groups what asks the same and knows the ledgers', () => {
  expect(groups(questions).map(({ reason, count }) => [reason, count])).toEqual([
    ['住址与底册不一致', 2],
    ['同名', 2],
    ['只有姓名', 1],
  ]);
  expect(sources(questions).map(({ file, sheet, count }) => [file, sheet, count])).toEqual([
    ['一.xlsx', null, 4],
    ['一.xlsx', '1', 3],
    ['一.xlsx', '2', 1],
    ['二.xlsx', null, 1],
  ]);
});

it('means by a filter exactly what it shows', () => {
  const ids = (filter: { asked: string; source: string }): number[] =>
    filtered(questions, filter).map(({ id }) => id);
  expect(ids({ asked: '', source: '' })).toEqual([1, 2, 3, 4, 5]);
  expect(ids({ asked: 'field\naddress\n住址与底册不一致', source: '' })).toEqual([1, 4]);
  expect(ids({ asked: 'who\n\n同名', source: '一.xlsx\n2' })).toEqual([3]);
  expect(which([], { asked: 'who\n\n同名', source: '一.xlsx\n2' })).toEqual({
    kind: 'who',
    field: null,
    reason: '同名',
    file: '一.xlsx',
    sheet: '2',
  });
  expect(which([], { asked: '', source: '' }).kind).toBeNull();
  expect(which([3, 5], { asked: '', source: '一.xlsx' })).toEqual({ ids: [3, 5] });
});

it('offers somebody new only where the question is who', () => {
  expect(answersFor([asked(1, {}), asked(2, {})])).toEqual(['keep', 'take', 'new']);
  expect(answersFor(questions)).toEqual(['keep', 'take']);
});

it('keeps one choice for each group of a plan', () => {
  const [first, second] = groups(questions);
  if (!first || !second) throw new Error('two groups');
  const one = chosen([], first, 'keep');
  const both = chosen(chosen(one, second, 'new'), first, 'take');
  expect(both.map(({ decision }) => decision)).toEqual(['new', 'take']);
  expect([chosenFor(first, both), chosenFor(second, both)]).toEqual(['take', 'new']);
  expect(chosen(both, second, '')).toHaveLength(1);
});
