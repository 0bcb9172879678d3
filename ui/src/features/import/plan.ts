// Words and signs of an import's plan. Pure.
import type { Outcome, PlannedSheet, SheetCorrection } from '@/ipc/types';

/** Which rows of a plan are shown. */
export type RowFilter = Outcome | 'flagged' | 'all';

export interface OutcomeWord {
  key: Outcome;
  word: string;
  tone: string;
  sign: string;
}

export const outcomes: OutcomeWord[] = [
  { key: 'created', word: '新增', tone: 'good', sign: '＋' },
  { key: 'updated', word: '改动', tone: 'warn', sign: '✎' },
  { key: 'conflict', word: '待定', tone: 'alarm', sign: '？' },
  { key: 'rejected', word: '退回', tone: 'alarm', sign: '✕' },
  { key: 'empty_room', word: '空房', tone: '', sign: '▢' },
  { key: 'building', word: '负责人', tone: '', sign: '●' },
  { key: 'unchanged', word: '一致', tone: '', sign: '＝' },
  { key: 'skipped', word: '跳过', tone: '', sign: '－' },
];

export function outcomeOf(key: Outcome): OutcomeWord {
  return outcomes.find((each) => each.key === key) ?? { key, word: key, tone: '', sign: '' };
}

const ledgers: Record<string, string> = {
  roster: '居民底册',
  special: '重点人群',
  isolation: '隔离台账',
  returnees: '返来人员',
  test_record: '采样记录',
  sign_in: '签到表',
  phones: '通讯录',
  households: '按户的台账',
  responsible: '负责人名单',
};

export const ledgerName = (code: string | null): string => (code ? (ledgers[code] ?? '台账') : '');

export const sheetKey = (at: { file: number; sheet: number }): string => `${at.file}/${at.sheet}`;

export const hasDoubt = (sheet: PlannedSheet): boolean =>
  !sheet.left_out && sheet.columns.some((column) => column.doubtful && !column.remembered);

/** What is said of a sheet now, after one more word about it. */
export function corrected(
  before: SheetCorrection | undefined,
  sheet: PlannedSheet,
  change: Partial<SheetCorrection>,
): SheetCorrection {
  const base = before ?? { file: sheet.file, sheet: sheet.sheet };
  // Another header means other columns: what was said of the old ones falls away.
  const columns =
    change.header_row !== undefined && change.header_row !== base.header_row ? [] : base.columns;
  return { ...base, columns, ...change };
}
