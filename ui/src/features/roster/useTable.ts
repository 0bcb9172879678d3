// The rows of the table as they are seen: the program keeps the order, the page asks for the screens it shows.
import { onScopeDispose, ref, shallowRef, watch, type Ref, type ShallowRef } from 'vue';
import type { RosterPageRequest, RosterRow } from '@/ipc/types';
import { call } from '@/ipc/call';
import { onChanged } from '@/ipc/events';
import { errorText } from '@/locale/errors';

const size = 200;

export interface Table {
  /** Row by row what has come so far. Filled in place: the array changes only when there are other people in it. */
  rows: ShallowRef<(RosterRow | undefined)[]>;
  total: Ref<number>;
  /** The program has said how many there are. */
  isLoaded: Ref<boolean>;
  error: Ref<string>;
  /** Makes sure that these rows are there. */
  see: (from: number, to: number) => void;
  refresh: () => void;
  /** The same, and waits for them. */
  load: (from: number, to: number) => Promise<void>;
  /** Those of these rows, whether they were seen or not. */
  people: (from: number, to: number) => Promise<number[]>;
}

/** Most rows the program gives at once. */
const most = 1000;

/** `arrived` hears of rows that were filled in. */
export function useTable(
  request: () => Omit<RosterPageRequest, 'from' | 'count'>,
  arrived: (from: number, rows: RosterRow[]) => void,
): Table {
  const rows = shallowRef<(RosterRow | undefined)[]>([]);
  const total = ref(0);
  const isLoaded = ref(false);
  const error = ref('');
  let asked = new Set<number>();
  let version = 0;

  async function ask(page: number): Promise<void> {
    if (asked.has(page)) return;
    asked.add(page);
    const mine = version;
    try {
      const answer = await call('roster_page', { ...request(), from: page * size, count: size });
      if (mine !== version) return;
      const isSame = rows.value.length === answer.total;
      const all = isSame ? rows.value : Array<RosterRow | undefined>(answer.total).fill(undefined);
      answer.rows.forEach((row, at) => (all[page * size + at] = row));
      total.value = answer.total;
      isLoaded.value = true;
      if (isSame) arrived(page * size, answer.rows);
      else rows.value = all;
      error.value = '';
    } catch (failure) {
      asked.delete(page);
      if (mine === version) error.value = errorText(failure);
    }
  }
  let seen: [number, number] = [0, 0];
  const pageOf = (row: number): number =>
    Math.max(0, Math.min(Math.ceil(total.value / size) - 1, Math.floor(row / size)));
  async function load(from: number, to: number): Promise<void> {
    const pages: Promise<void>[] = [];
    for (let page = pageOf(from); page <= pageOf(to); page++) pages.push(ask(page));
    await Promise.all(pages);
  }
  /** What comes next either way is asked for as well, so that scrolling meets no row that has not come. */
  function see(from: number, to: number): void {
    seen = [from, to];
    void load(from, to);
    for (const row of [to + size, from - size, to + 2 * size]) void ask(pageOf(row));
  }
  /** What is seen is asked for anew; the rest when it is seen again. */
  function refresh(): void {
    version += 1;
    asked = new Set();
    see(...seen);
  }
  async function people(from: number, to: number): Promise<number[]> {
    const known = rows.value.slice(from, to + 1);
    if (known.length === to - from + 1 && known.every((row) => row !== undefined))
      return known.map((row) => row?.id ?? 0);
    const found: number[] = [];
    for (let at = from; at <= to; at += most) {
      const answer = await call('roster_page', {
        ...request(),
        from: at,
        count: Math.min(most, to - at + 1),
      });
      found.push(...answer.rows.map((row) => row.id));
    }
    return found;
  }
  watch(
    () => JSON.stringify(request()),
    () => {
      rows.value = [];
      isLoaded.value = false;
      seen = [0, 0];
      refresh();
    },
    { immediate: true },
  );
  onScopeDispose(onChanged(refresh));
  return { rows, total, isLoaded, error, see, load, refresh, people };
}
