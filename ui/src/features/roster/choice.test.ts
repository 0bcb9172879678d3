import { expect, it } from 'vitest';
import { finished, guess, offered, taken, type Choice } from './choice';

const presence: Choice = { words: ['在住', '外出', '住院', '居家隔离', '集中隔离'], isMany: false };
const tags: Choice = { words: ['独居', '空巢', '失能', '半失能', '高血压', '糖尿病'], isMany: true };

it('offers the words that fit what is being typed, and all when none does', () => {
  expect(offered(presence, '隔离')).toEqual(['居家隔离', '集中隔离']);
  expect(offered(presence, '在住')).toEqual(presence.words);
  expect(offered(tags, '高血压、失')).toEqual(['失能', '半失能']);
  expect(offered(tags, '高血压、')).toEqual(tags.words);
  expect(offered(tags, '月球')).toEqual(tags.words);
});
it('of one word the one that is typed or stands there is taken', () => {
  expect(offered(presence, '外')[guess(presence, '外')]).toBe('外出');
  expect(offered(presence, '住院')[guess(presence, '住院')]).toBe('住院');
  expect(finished(presence, '外', '外出', '在住')).toBe('外出');
  expect(finished(presence, '月球', undefined, '在住')).toBe('月球');
  expect(guess(presence, '月球')).toBe(-1);
});
it('of several words one comes and goes, and ends what was begun', () => {
  expect(taken(tags, '高血压、', '独居')).toBe('高血压、独居');
  expect(taken(tags, '高血压、独居、', '高血压')).toBe('独居');
  expect(taken(tags, '65岁以上、糖', '糖尿病')).toBe('65岁以上、糖尿病');
  expect(finished(tags, '高血压、糖', '糖尿病', '高血压')).toBe('高血压、糖尿病');
});
it('a word the arrows stand at is taken when nothing else was done, and none that was put away comes back', () => {
  expect(finished(tags, '高血压、', '独居', '高血压')).toBe('高血压、独居');
  expect(finished(tags, '高血压、', '高血压', '高血压')).toBe('高血压');
  expect(finished(tags, '独居、', '高血压', '高血压、独居')).toBe('独居');
  expect(finished(tags, '高血压、 月球', undefined, '高血压')).toBe('高血压、月球');
});
