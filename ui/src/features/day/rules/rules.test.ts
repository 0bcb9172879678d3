import { describe as group, expect, it } from 'vitest';
import type { DatedRule } from '@/ipc/types';
import { describe, inForce, numbersIn, poolWords, wordsIn } from './rules';

const board = (id: number, holds_from: string): DatedRule => ({
  id,
  holds_from,
  source: null,
  name: 'board',
  value: { days: 14, confirmed: 'cancel', suspected: 'suspend', contact: 'ignore' },
});

group('rules', () => {
  it('hold from their day until the next one', () => {
    const list = [board(2, '2022-06-28'), board(1, '1900-01-01')];
    expect(inForce(list, '2022-06-27')?.id).toBe(1);
    expect(inForce(list, '2022-06-28')?.id).toBe(2);
  });
  it('are read out in words', () => {
    expect(describe(board(1, '1900-01-01'))[1]).toBe(
      '确诊：取消，从头计　疑似：暂停，排除后恢复　密接：不影响',
    );
    expect(
      describe({
        name: 'isolation',
        value: {
          phases: [
            { days: 7, central: true, tests: [1, 7] },
            { days: 3, central: false, tests: [3] },
          ],
          first_day: 1,
          from_exposure: false,
        },
      })[0],
    ).toBe('集中 7 天，第 1、7 天检测；再居家 3 天，第 3 天检测');
    expect(poolWords({ seats: 20, household: true })).toContain('一户一管');
    expect(poolWords({ seats: 1, household: false })).toBe('单管');
  });
  it('are typed as people write lists', () => {
    expect(numbersIn('第1、３、5天')).toEqual([1, 3, 5]);
    expect(wordsIn('外出、住院，待转运')).toEqual(['外出', '住院', '待转运']);
  });
});
