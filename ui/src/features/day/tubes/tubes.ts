// Tubes as the page sorts and names them. Pure.
import type { Difference, DifferenceKind, Purpose, Tube, TubeState } from '@/ipc/types';

export const stateNames: Record<TubeState, string> = {
  open: '○ 正在用',
  closed: '■ 已封管',
  handed: '→ 已交接',
};
export const purposeNames: Record<Purpose, string> = { pool: '混采', single: '单采', home: '上门' };
export const differenceNames: Record<DifferenceKind, string> = {
  no_tube: '已登记，却不在任何管里',
  not_marked: '在管里，却没有登记已采',
  other_tube: '登记的管号和所在的管不一样',
  overfull: '管里的人超过定额',
  empty: '空管',
  open: '还没有封管',
  not_handed: '还没有交接',
  counted: '交接时点的数和登记的不一样',
};

/** What must be looked at before dispatch; tubes still here are only not done yet. */
export const isWrong = (kind: DifferenceKind): boolean => kind !== 'not_handed';

export function byKind(differences: Difference[]): [DifferenceKind, Difference[]][] {
  const found = new Map<DifferenceKind, Difference[]>();
  for (const each of differences) found.set(each.kind, [...(found.get(each.kind) ?? []), each]);
  return [...found].sort(([a], [b]) => Number(isWrong(b)) - Number(isWrong(a)));
}

export type TubeFilter = 'all' | TubeState | 'positive' | 'waiting';
export const filters: [TubeFilter, string][] = [
  ['all', '全部'],
  ['open', '正在用'],
  ['closed', '已封管'],
  ['handed', '已交接'],
  ['waiting', '等结果'],
  ['positive', '阳性'],
];
export function passes(tube: Tube, filter: TubeFilter): boolean {
  if (filter === 'all') return true;
  if (filter === 'positive') return tube.result === 'positive';
  if (filter === 'waiting') return tube.state === 'handed' && tube.result === null;
  return tube.state === filter;
}
