// How this screen shows the roster's table: which columns, in which order, how wide, which stay at the left, sorted and filtered by
// what. Kept on this computer; what was searched for is not, since it is a name.
import { reactive, watch } from 'vue';
import type { PresenceState } from '@/ipc/types';
import { tableColumns, type TableColumn } from './columns';

export interface TableLook {
  /** Every column once, in the order shown. */
  order: string[];
  hidden: string[];
  pinned: string[];
  widths: Record<string, number>;
  sort: string;
  descending: boolean;
  group: string;
  presence: PresenceState | '';
  unverified: boolean;
  sex: '' | '男' | '女';
  ageFrom: number | '';
  ageTo: number | '';
  relation: string;
  noPhone: boolean;
  noId: boolean;
}

/** Nothing filtered. */
export const everybody = {
  group: '',
  presence: '' as const,
  unverified: false,
  sex: '' as const,
  ageFrom: '' as const,
  ageTo: '' as const,
  relation: '',
  noPhone: false,
  noId: false,
};

export const isNarrowed = (look: TableLook): boolean =>
  Object.entries(everybody).some(([key, plain]) => look[key as keyof typeof everybody] !== plain);

export const plainLook = (): TableLook => ({
  order: tableColumns.map((column) => column.prop),
  hidden: ['residence', 'employer', 'label'],
  pinned: ['door', 'name'],
  widths: {},
  sort: 'door',
  descending: false,
  ...everybody,
});

/** What was kept, with columns that came since added where they belong. */
export function readLook(kept: string | null): TableLook {
  const plain = plainLook();
  let look: Partial<TableLook> = {};
  try {
    look = JSON.parse(kept ?? '{}') as Partial<TableLook>;
  } catch {
    return plain;
  }
  const known = (look.order ?? []).filter((prop) => plain.order.includes(prop));
  const order = [...known, ...plain.order.filter((prop) => !known.includes(prop))];
  return { ...plain, ...look, order };
}

/** The columns as they stand on the screen: those at the left first. */
export function shownColumns(look: TableLook): (TableColumn & { isPinned: boolean })[] {
  const shown = look.order
    .filter((prop) => !look.hidden.includes(prop))
    .map((prop) => tableColumns.find((column) => column.prop === prop))
    .filter((column) => column !== undefined)
    .map((column) => ({
      ...column,
      size: look.widths[column.prop] ?? column.size,
      isPinned: look.pinned.includes(column.prop),
    }));
  return [...shown.filter((column) => column.isPinned), ...shown.filter((column) => !column.isPinned)];
}

/** The column one place further to the left or right in the order. */
export function moved(order: string[], prop: string, step: -1 | 1): string[] {
  const from = order.indexOf(prop);
  const to = from + step;
  if (from < 0 || to < 0 || to >= order.length) return order;
  const next = order.slice();
  [next[from], next[to]] = [next[to] ?? '', next[from] ?? ''];
  return next;
}

export const toggled = (list: string[], prop: string): string[] =>
  list.includes(prop) ? list.filter((each) => each !== prop) : [...list, prop];

const key = 'louce.table';

/** The look of the table, kept whenever it changes. */
export function useTableLook(): TableLook {
  const look = reactive(readLook(localStorage.getItem(key)));
  watch(look, () => localStorage.setItem(key, JSON.stringify(look)));
  return look;
}
