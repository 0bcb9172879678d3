// The rows of the table as they are seen: the program keeps the order, the page asks for the screens it shows.
import { onScopeDispose, ref, shallowRef, watch, type Ref, type ShallowRef } from 'vue';
import type { RosterPageRequest, RosterRow } from '@/ipc/types';
import { call } from '@/ipc/call';
import { onChanged } from '@/ipc/events';
import { errorText } from '@/locale/errors';

const size = 200;

export interface Table {
  rows: ShallowRef<(RosterRow | undefined)[]>;
  total: Ref<number>;
  error: Ref<string>;
  /** Makes sure that these rows are there. */
  see: (from: number, to: number) => void;
  refresh: () => void;
  /** Those of these rows, whether they were seen or not. */
  people: (from: number, to: number) => Promise<number[]>;
}

/** Most rows the program gives at once. */
const most = 1000;

export function useTable(request: () => Omit<RosterPageRequest, 'from' | 'count'>): Table {
  const rows = shallowRef<(RosterRow | undefined)[]>([]);
  const total = ref(0);
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
      const next =
        rows.value.length === answer.total
          ? rows.value.slice()
          : Array<RosterRow | undefined>(answer.total).fill(undefined);
      answer.rows.forEach((row, at) => (next[page * size + at] = row));
      total.value = answer.total;
      rows.value = next;
      error.value = '';
    } catch (failure) {
      asked.delete(page);
      if (mine === version) error.value = errorText(failure);
    }
  }
  let seen: [number, number] = [0, 0];
  function see(from: number, to: number): void {
    seen = [from, to];
    for (let page = Math.floor(from / size); page <= Math.floor(to / size); page++) void ask(page);
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
      seen = [0, 0];
      refresh();
    },
    { immediate: true },
  );
  onScopeDispose(onChanged(refresh));
  return { rows, total, error, see, refresh, people };
}
