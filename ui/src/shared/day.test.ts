import { describe, expect, it } from 'vitest';
import { longDay, parseDay } from './day';

const today = '2022-04-10';
const day = (typed: string, max?: string): string | undefined => parseDay(typed, today, max);

describe('a day', () => {
  it('is read as people write it', () => {
    for (const typed of [
      '2022-04-09',
      '2022年4月9日',
      '2022/4/9',
      '20220409',
      '220409',
      '4月9日',
      '0409',
      '９号',
      '4.9',
      '昨天',
    ])
      expect(day(typed), typed).toBe('2022-04-09');
    expect(day('2022年4月9日 周六')).toBe('2022-04-09');
    expect(longDay('2022-04-09')).toBe('2022年4月9日');
  });
  it('that there is not is not another day', () => {
    for (const typed of ['2026-13-45', '2026-02-30', '31号4', '2月30日', '20220431', '改天', ''])
      expect(day(typed), typed).toBeUndefined();
    expect(day('2024-02-29')).toBe('2024-02-29');
    expect(day('2023-02-29')).toBeUndefined();
  });
  it("without its year is last year's where this year's has not come yet", () => {
    expect(day('12月30日', today)).toBe('2021-12-30');
    expect(day('12月30日')).toBe('2022-12-30');
  });
});
