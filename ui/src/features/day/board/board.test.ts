import { describe, expect, it } from 'vitest';
import type { Board, CaseEvent } from '@/ipc/types';
import { dayRuns, explain, openCases } from './board';

const board = (more: Partial<Board>): Board => ({
  today: '2022-04-20',
  state: 'counting',
  days: 9,
  needed: 14,
  since: '2022-04-11',
  last_case: '2022-04-10',
  evidence: [],
  unproven: [],
  doubts: [],
  grounds: [],
  rule_source: null,
  ...more,
});
const event = (id: number, kind: CaseEvent['kind'], closes: number | null = null): CaseEvent => ({
  id,
  day: '2022-04-10',
  kind,
  closes,
  building: null,
  note: null,
  source: null,
});

describe('the board', () => {
  it('says how many days are still missing', () => expect(explain(board({}))).toContain('再有 5 个整天'));
  it('is not published while somebody positive is not cleared up', () => {
    expect(explain(board({ state: 'doubtful', days: 20 }))).toContain('先查清');
    expect(explain(board({ state: 'free', days: 20 }))).toContain('已连续 20 个整天');
  });
  it('says runs of days once', () => {
    expect(dayRuns(['2022-04-05', '2022-04-03', '2022-04-02', '2022-04-01'])).toBe('4月1日至4月3日、4月5日');
    expect(dayRuns([])).toBe('');
  });
  it('asks for the beginning first', () =>
    expect(explain(board({ state: 'not_started' }))).toContain('先登记'));
  it('knows which suspicion is still open', () =>
    expect(openCases([event(1, 'suspected'), event(2, 'contact'), event(3, 'excluded', 1)])).toEqual([
      event(2, 'contact'),
    ]));
});
