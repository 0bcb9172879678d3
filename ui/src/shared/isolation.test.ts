import { expect, it } from 'vitest';
import { endWords, testWords } from './isolation';

it('says how many days are left, that it ends today, that it is over', () => {
  expect(endWords({ due: '2022-04-17', days_left: 3 })).toBe('4月17日 周日解除，还有 3 天');
  expect(endWords({ due: '2022-04-14', days_left: 0 })).toBe('✓ 今天解除');
  expect(endWords({ due: '2022-04-13', days_left: -1 })).toBe('! 过了 1 天，4月13日 周三就该解除');
});

it('names the next test, or that there is none any more', () => {
  expect(testWords({ next_test: '2022-04-14', tests: ['2022-04-14'] })).toBe('下次检测 4月14日 周四');
  expect(testWords({ next_test: null, tests: ['2022-04-10'] })).toBe('没有要做的检测了');
  expect(testWords({ next_test: null, tests: [] })).toBe('');
});
