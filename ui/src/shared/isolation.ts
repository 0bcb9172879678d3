// The days of an isolation in words. Pure; the program counts them.
import type { IsolatedPerson } from '@/ipc/types';
import { dayText } from './format';

export function endWords({ due, days_left: left }: Pick<IsolatedPerson, 'due' | 'days_left'>): string {
  if (left > 0) return `${dayText(due)}解除，还有 ${left} 天`;
  return left === 0 ? '✓ 今天解除' : `! 过了 ${-left} 天，${dayText(due)}就该解除`;
}

export function testWords({ next_test: next, tests }: Pick<IsolatedPerson, 'next_test' | 'tests'>): string {
  if (next) return `下次检测 ${dayText(next)}`;
  return tests.length > 0 ? '没有要做的检测了' : '';
}
