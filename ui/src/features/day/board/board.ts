// 无疫情 board in words. Pure.
import { addDays, dayText } from '@/shared/format';
import type { Board, BoardState, CaseEvent, CaseKind } from '@/ipc/types';

export const kindNames: Record<CaseKind, string> = {
  start: '开始封闭管理',
  confirmed: '确诊、阳性',
  suspected: '疑似',
  contact: '密接',
  excluded: '排除',
};
export const stateNames: Record<BoardState, string> = {
  free: '✓ 无疫情小区',
  counting: '○ 还在计天数',
  doubtful: '! 先不要公布',
  suspended: '! 暂停',
  not_started: '○ 还没开始计',
};

/** What is missing, in one sentence. */
export function explain(board: Board): string {
  if (board.state === 'doubtful') return '天数够了，可是还有没查清的。先查清，再公布。';
  if (board.state === 'not_started') return '先登记“开始封闭管理”的日子，从第二天 0 时起计整天数。';
  if (board.state === 'suspended') return '有疑似或密接还没排除，暂停。排除后恢复，暂停的日子照算。';
  if (board.state === 'free') return `已连续 ${board.days} 个整天没有新增，够 ${board.needed} 天。`;
  return `再有 ${board.needed - board.days} 个整天没有新增，就够 ${board.needed} 天。`;
}

/** Runs of days in words, oldest first: “4月1日至4月3日、4月5日”. */
export function dayRuns(newestFirst: string[]): string {
  const runs: [string, string][] = [];
  for (const day of [...newestFirst].reverse()) {
    const last = runs.at(-1);
    if (last && addDays(last[1], 1) === day) last[1] = day;
    else runs.push([day, day]);
  }
  const short = (day: string): string => dayText(day).replace(/ .*/, '');
  return runs.map(([from, to]) => (from === to ? short(from) : `${short(from)}至${short(to)}`)).join('、');
}

/** 疑似 and 密接 that nothing has ended. */
export function openCases(events: CaseEvent[]): CaseEvent[] {
  const closed = new Set(events.map((event) => event.closes));
  return events.filter(
    (event) => (event.kind === 'suspected' || event.kind === 'contact') && !closed.has(event.id),
  );
}
