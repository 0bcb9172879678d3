// 无疫情 board in words. Pure.
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
  suspended: '! 暂停',
  not_started: '○ 还没开始计',
};

/** Enough days, and a positive tube that nobody has followed up: not to be published yet. */
export const isDoubtful = (board: Board): boolean => board.state === 'free' && board.doubts > 0;

/** What is missing, in one sentence. */
export function explain(board: Board): string {
  if (isDoubtful(board))
    return `天数够了，可是有 ${board.doubts} 支阳性管里的人还没有单采阴性。先查清，再公布。`;
  if (board.state === 'not_started') return '先登记“开始封闭管理”的日子，从第二天 0 时起计整天数。';
  if (board.state === 'suspended') return '有疑似或密接还没排除，暂停。排除后恢复，暂停的日子照算。';
  if (board.state === 'free') return `已连续 ${board.days} 个整天没有新增，够 ${board.needed} 天。`;
  return `再有 ${board.needed - board.days} 个整天没有新增，就够 ${board.needed} 天。`;
}

/** 疑似 and 密接 that nothing has ended. */
export function openCases(events: CaseEvent[]): CaseEvent[] {
  const closed = new Set(events.map((event) => event.closes));
  return events.filter(
    (event) => (event.kind === 'suspected' || event.kind === 'contact') && !closed.has(event.id),
  );
}
