// The tubes on the table: which is being filled, who sits in it, opening and closing. Not here: whom a line means (`useCheckIn`).
import { computed, onScopeDispose, reactive, ref, shallowRef, type ComputedRef, type Ref } from 'vue';
import type { CheckedIn, Purpose, Tube, TubePerson } from '@/ipc/types';
import { call } from '@/ipc/call';
import { onChanged } from '@/ipc/events';
import { sayError } from '@/shared/notices';
import { beep } from './beep';
import type { Shown } from './marks';
import { plainBarcode } from './scan';

export interface Tubes {
  tubes: Ref<Tube[]>;
  tube: ComputedRef<Tube | undefined>;
  /** Barcodes of the round's tubes. */
  known: ComputedRef<Set<string>>;
  /** Names by seat, of the tubes that were on the table. */
  seats: Map<string, (string | undefined)[]>;
  usesTubes: Ref<boolean>;
  /** The next line is a tube's barcode, whatever it looks like. */
  tubeNext: Ref<boolean>;
  building: Ref<number | null>;
  purpose: Ref<Purpose>;
  /** The tube that comes next is one person's own; afterwards the table goes on as before. */
  forOne: Ref<boolean>;
  tested: Ref<number>;
  expected: Ref<number>;
  openTube: (barcode: string) => Promise<void>;
  closeTube: (barcode: string) => void;
  switchTo: (barcode: string) => void;
  /** Notes who sat down where; whether a tube became full. */
  seated: (people: CheckedIn[]) => boolean;
  refresh: () => Promise<void>;
}

export interface TableEvents {
  /** A tube is there for those who wait. */
  opened: () => void;
  show: (shown: Shown, barcode: string, operation: number | null) => void;
  fail: (failure: unknown, barcode: string, word: string) => void;
  isBusy: () => boolean;
  /** Who sits in the tube on the table, or in the last one. */
  found: (barcode: string, people: TubePerson[]) => void;
}

export function useTubes(round: number, on: TableEvents): Tubes {
  const tubes = shallowRef<Tube[]>([]);
  const current = ref('');
  const seats = reactive(new Map<string, (string | undefined)[]>());
  const usesTubes = ref(false);
  const tubeNext = ref(false);
  const building = ref<number | null>(null);
  const purpose = ref<Purpose>('pool');
  const forOne = ref(false);
  const tested = ref(0);
  const expected = ref(0);
  const known = computed(() => new Set(tubes.value.map((each) => each.barcode)));
  const tube = computed(() =>
    tubes.value.find((each) => each.barcode === current.value && each.state === 'open'),
  );
  const put = (changed: Tube): void => {
    const others = tubes.value.filter((each) => each.barcode !== changed.barcode);
    tubes.value = [...others, changed];
  };

  async function openTube(barcode: string): Promise<void> {
    tubeNext.value = false;
    const old = tubes.value.find((each) => each.barcode === barcode);
    if (old?.state === 'open') return switchTo(barcode);
    try {
      // A household's tube is done with when the next one is taken.
      if (tube.value?.household && tube.value.people > 0 && purpose.value === 'pool')
        put((await call('tube_close', { round, barcode: tube.value.barcode })).tube);
      const request = { round, barcode, building: building.value, purpose: purpose.value };
      const { tube: opened, operation } = await call('tube_open', request);
      put(opened);
      current.value = opened.barcode;
      usesTubes.value = true;
      const holds = opened.household ? '一户一管' : `${opened.seats} 人一管`;
      on.show({ outcome: 'tube', word: '开管', who: opened.barcode, detail: holds }, barcode, operation);
      beep('good');
      on.opened();
    } catch (failure) {
      on.fail(failure, barcode, '没开成');
    }
  }
  function switchTo(barcode: string): void {
    current.value = barcode;
    on.show({ outcome: 'tube', word: '换到这支管', who: barcode, detail: '' }, barcode, null);
    beep('good');
    on.opened();
    void seat(barcode).catch(sayError);
  }
  /** Who sits in a tube, asked of the program. */
  async function seat(barcode: string): Promise<void> {
    const { people } = await call('tube_people', { round, barcode });
    const names: (string | undefined)[] = [];
    for (const each of people) names[each.seat - 1] = each.name;
    seats.set(barcode, names);
    on.found(barcode, people);
  }
  function seated(people: CheckedIn[]): boolean {
    let isFull = false;
    for (const { seat: place, name, outcome } of people) {
      if (outcome !== 'already') tested.value++;
      if (!place) continue;
      const sitting = seats.get(place.barcode) ?? [];
      sitting[place.seat - 1] ??= name;
      seats.set(place.barcode, sitting);
      const before = tubes.value.find((each) => each.barcode === place.barcode);
      const count = Math.max(before?.people ?? 0, place.seat);
      if (before) put({ ...before, people: count, state: place.full ? 'closed' : before.state });
      isFull ||= place.full && outcome !== 'already';
    }
    return isFull && backToPool();
  }
  /** After somebody's own tube the table goes on with the pool that lay there. Whether a new one is needed. */
  function backToPool(): boolean {
    if (!forOne.value) return true;
    forOne.value = false;
    purpose.value = 'pool';
    const pool = tubes.value.filter((each) => each.state === 'open' && each.purpose === 'pool').at(-1);
    if (!pool) return true;
    current.value = pool.barcode;
    return false;
  }

  async function refresh(): Promise<void> {
    try {
      const [list, figures] = await Promise.all([
        call('tube_list', { round }),
        call('round_show', { round }),
      ]);
      tubes.value = list;
      tested.value = figures.tested;
      expected.value = figures.expected;
      usesTubes.value ||= list.length > 0;
      current.value ||= list.filter((each) => each.state === 'open').at(-1)?.barcode ?? '';
      const newest = list.filter((each) => each.people > 0).sort((a, b) => b.id - a.id)[0];
      const seen = tube.value ?? newest;
      if (seen) await seat(seen.barcode);
    } catch {
      // The next change asks again; what was marked is safe in the program.
    }
  }
  // Scans come in quick succession: what they changed is known from their answers, the rest is asked for when it is quiet.
  let timer = 0;
  const soon = (): void => {
    window.clearTimeout(timer);
    timer = window.setTimeout(() => (on.isBusy() ? soon() : void refresh()), 600);
  };
  onScopeDispose(onChanged(soon));
  onScopeDispose(() => window.clearTimeout(timer));
  void refresh();

  return {
    tubes,
    tube,
    known,
    seats,
    usesTubes,
    tubeNext,
    building,
    purpose,
    forOne,
    tested,
    expected,
    openTube,
    closeTube(barcode) {
      call('tube_close', { round, barcode: plainBarcode(barcode) }).then(
        ({ tube: closed, operation }) => {
          put(closed);
          const detail = `${closed.people} 人`;
          on.show({ outcome: 'tube', word: '封管', who: barcode, detail }, barcode, operation);
        },
        (failure) => on.fail(failure, barcode, '没封成'),
      );
    },
    switchTo,
    seated,
    refresh,
  };
}
