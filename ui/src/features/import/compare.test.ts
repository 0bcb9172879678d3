import { expect, it } from 'vitest';
import { compare } from './compare';

it('marks the words that only one side has', () => {
  const sides = compare('曹桂凤 1号205 1949-05-11', '曹桂凤 1号205 1950-05-12');
  expect(sides.ours.map((word) => word.differs)).toEqual([false, false, true]);
  expect(sides.theirs[2]).toEqual({ text: '1950-05-12', differs: true });
});

it('says that a side is empty', () => {
  expect(compare('', '户主').ours).toEqual([{ text: '（空）', differs: false }]);
});
