// What came of a call, and how the list can be narrowed, in words.
import type { CallFilter, CallOutcome } from '@/ipc/types';

export const outcomes: [CallOutcome, string][] = [
  ['coming', '答应来'],
  ['home', '请上门'],
  ['reason', '有原因'],
  ['unanswered', '没人接'],
];
export const outcomeNames = Object.fromEntries(outcomes) as Record<CallOutcome, string>;

export type CallView = CallFilter | 'all';
export const callFilters: [CallView, string][] = [
  ['due', '要打的'],
  ['second', '第二次'],
  ['visit', '要上门'],
  ['settled', '说清了'],
  ['all', '全部'],
];
