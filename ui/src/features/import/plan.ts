// What an import would do, as the page shows it. Pure.
import type { CellChange } from '@/ipc/types';

export interface PlanSheet {
  file: string;
  sheet: string;
  skipped: string | null;
  ledger: string | null;
  building: string | null;
  /** (header, field code) */
  columns: [string, string][];
}

export type Outcome =
  'created' | 'updated' | 'unchanged' | 'conflict' | 'rejected' | 'empty_room' | 'building' | 'skipped';

export interface PlanRow {
  file: string;
  sheet: string;
  row: number;
  outcome: Outcome;
  reasons: string[];
  changes?: CellChange[];
}

export interface Plan {
  created: number;
  updated: number;
  unchanged: number;
  conflicts: number;
  rejected: number;
  households_created: number;
  empty_rooms: number;
  flagged: number;
  skipped: number;
  operation: number | null;
  sheets: PlanSheet[];
  rows: PlanRow[];
}

export const outcomes: { key: Outcome; word: string; tone: string; sign: string }[] = [
  { key: 'created', word: '新增', tone: 'good', sign: '＋' },
  { key: 'updated', word: '改动', tone: 'warn', sign: '✎' },
  { key: 'conflict', word: '待定', tone: 'alarm', sign: '？' },
  { key: 'rejected', word: '退回', tone: 'alarm', sign: '✕' },
  { key: 'empty_room', word: '空房', tone: '', sign: '▢' },
  { key: 'building', word: '负责人', tone: '', sign: '●' },
  { key: 'unchanged', word: '一致', tone: '', sign: '＝' },
  { key: 'skipped', word: '跳过', tone: '', sign: '－' },
];

export const outcomeOf = (key: Outcome): (typeof outcomes)[number] =>
  outcomes.find((each) => each.key === key) ?? outcomes[0]!;

const ledgers: Record<string, string> = {
  roster: '居民底册',
  special: '重点人群',
  isolation: '隔离台账',
  returnees: '返沪（来）人员',
  phones: '电话',
  tenants: '租户登记',
  leaders: '负责人名单',
};

export const ledgerName = (code: string | null): string => (code ? (ledgers[code] ?? '台账') : '');

/** Rows with a reason a person should read: conflicts, rejects, and cells that could not be understood. */
export function needsLook(row: PlanRow): boolean {
  return (
    row.outcome === 'conflict' ||
    row.outcome === 'rejected' ||
    row.reasons.some((reason) => reason.includes('：'))
  );
}

export function countBySheet(rows: PlanRow[]): Map<string, Map<Outcome, number>> {
  const counts = new Map<string, Map<Outcome, number>>();
  for (const row of rows) {
    const key = sheetKey(row);
    const sheet = counts.get(key) ?? new Map<Outcome, number>();
    sheet.set(row.outcome, (sheet.get(row.outcome) ?? 0) + 1);
    counts.set(key, sheet);
  }
  return counts;
}

export const sheetKey = (at: { file: string; sheet: string }): string => `${at.file}\u0000${at.sheet}`;
