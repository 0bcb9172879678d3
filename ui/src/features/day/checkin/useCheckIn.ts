// Check-in: every line goes through one queue; the answer becomes a strip, a tone and an entry in the list. Tubes are opened by
// their barcode; people scanned while none is open wait until one is.
import { computed, onScopeDispose, reactive, ref, shallowRef, watch, type ComputedRef, type Ref } from 'vue';
import type { Choice, Purpose, Tube } from '@/ipc/types';
import { call } from '@/ipc/call';
import { CallError } from '@/ipc/errors';
import { onChanged } from '@/ipc/events';
import { errorText } from '@/locale/errors';
import { sayError } from '@/shared/notices';
import { beep } from './beep';
import { readAnswer, readSeats, type Mark, type Shown } from './marks';
import { useQueue } from './queue';
import { plainBarcode, readScan } from './scan';

const kept = 10;

export interface CheckIn {
  strip: Ref<Mark | undefined>;
  marks: Mark[];
  /** Lines on their way. */
  waiting: Readonly<Ref<number>>;
  tubes: Ref<Tube[]>;
  tube: ComputedRef<Tube | undefined>;
  /** Names by seat, of the tubes that were on the table. */
  seats: Map<string, (string | undefined)[]>;
  /** People who wait for a tube. */
  held: string[];
  usesTubes: Ref<boolean>;
  /** The next line is a tube's barcode, whatever it looks like. */
  tubeNext: Ref<boolean>;
  choosing: Ref<{ line: string; people: Choice[] } | undefined>;
  building: Ref<number | null>;
  purpose: Ref<Purpose>;
  tested: Ref<number>;
  expected: Ref<number>;
  take: (line: string) => void;
  closeTube: (barcode: string) => void;
  switchTo: (barcode: string) => void;
  undoMark: (mark: Mark) => Promise<void>;
}

export function useCheckIn(round: number): CheckIn {
  const strip = ref<Mark>();
  const marks = reactive<Mark[]>([]);
  const tubes = shallowRef<Tube[]>([]);
  const current = ref('');
  const seats = reactive(new Map<string, (string | undefined)[]>());
  const held = reactive<string[]>([]);
  const usesTubes = ref(false);
  const tubeNext = ref(false);
  const choosing = ref<{ line: string; people: Choice[] }>();
  const building = ref<number | null>(null);
  const purpose = ref<Purpose>('pool');
  const tested = ref(0);
  const expected = ref(0);
  const known = computed(() => new Set(tubes.value.map((each) => each.barcode)));
  const tube = computed(() =>
    tubes.value.find((each) => each.barcode === current.value && each.state === 'open'),
  );
  let next = 1;

  function show(shown: Shown, line: string, operation: number | null = null): void {
    const mark: Mark = { ...shown, key: next++, line, operation, isUndone: false };
    strip.value = mark;
    if (shown.outcome === 'ask') return;
    marks.unshift(mark);
    marks.length = Math.min(marks.length, kept);
  }
  function fail(failure: unknown, line: string, word = '没登记上'): void {
    show({ outcome: 'bad', word, who: '', detail: errorText(failure) }, line);
    beep('bad');
  }
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
      if (tube.value?.household && tube.value.people > 0)
        put((await call('tube_close', { round, barcode: tube.value.barcode })).tube);
      const request = { round, barcode, building: building.value, purpose: purpose.value };
      const { tube: opened, operation } = await call('tube_open', request);
      put(opened);
      current.value = opened.barcode;
      usesTubes.value = true;
      const holds = opened.household ? '一户一管' : `${opened.seats} 人一管`;
      show({ outcome: 'tube', word: '开管', who: opened.barcode, detail: holds }, barcode, operation);
      beep('good');
      queue.unshift(held.splice(0));
    } catch (failure) {
      fail(failure, barcode, '没开成');
    }
  }
  function switchTo(barcode: string): void {
    current.value = barcode;
    show({ outcome: 'tube', word: '换到这支管', who: barcode, detail: '' }, barcode);
    beep('good');
    queue.unshift(held.splice(0));
    void seat(barcode).catch(sayError);
  }

  async function checkIn(line: string, residents: number[] | null): Promise<void> {
    if (usesTubes.value && !tube.value) {
      held.push(line);
      const detail = `${held.length} 次扫码在等，开了管就登记`;
      strip.value = {
        outcome: 'bad',
        word: '先扫一支管',
        who: '',
        detail,
        key: next++,
        line,
        operation: null,
        isUndone: false,
      };
      beep('bad');
      return;
    }
    try {
      const request = { round, text: line, tube: tube.value?.barcode ?? null, residents };
      const answer = await call('checkin', request);
      if (answer.choose.length > 0) choosing.value = { line, people: answer.choose };
      const shown = readAnswer(answer);
      let isFull = false;
      for (const { seat, name, outcome } of answer.people) {
        if (outcome !== 'already') tested.value++;
        if (!seat) continue;
        const sitting = seats.get(seat.barcode) ?? [];
        sitting[seat.seat - 1] ??= name;
        seats.set(seat.barcode, sitting);
        const before = tubes.value.find((each) => each.barcode === seat.barcode);
        const people = Math.max(before?.people ?? 0, seat.seat);
        if (before) put({ ...before, people, state: seat.full ? 'closed' : before.state });
        isFull ||= seat.full && outcome !== 'already';
      }
      show(shown, line, answer.operation);
      if (isFull && strip.value)
        strip.value = { ...strip.value, detail: `${shown.detail}　这支管满了，已封，请扫下一支` };
      beep(isFull ? 'full' : shown.outcome === 'good' || shown.outcome === 'ask' ? 'good' : 'bad');
    } catch (failure) {
      fail(failure, line);
    }
  }

  async function handle(line: string): Promise<void> {
    const open = choosing.value;
    choosing.value = undefined;
    if (open && /^\d{0,2}$/.test(line)) {
      const picked =
        line === '' ? open.people.filter((each) => !each.tested) : [open.people[Number(line) - 1]];
      const residents = picked.flatMap((each) => (each ? [each.resident] : []));
      if (residents.length > 0) return checkIn(open.line, residents);
      choosing.value = open;
      return;
    }
    if (line === '') return;
    const scanned = readScan(line, known.value, tubeNext.value);
    if (scanned.kind === 'tube') return openTube(scanned.text);
    if (scanned.kind === 'misread') {
      const detail = '条码没有读全，请再扫一次。要是一支新管，先按 F2 再扫';
      show({ outcome: 'bad', word: '认不出', who: scanned.text, detail }, '');
      beep('bad');
      return;
    }
    await checkIn(scanned.text, null);
  }
  const queue = useQueue(handle);

  /** Who sits in a tube, asked of the program. */
  async function seat(barcode: string): Promise<void> {
    const { people } = await call('tube_people', { round, barcode });
    const names: (string | undefined)[] = [];
    for (const each of people) names[each.seat - 1] = each.name;
    seats.set(barcode, names);
    // A page that was opened anew shows what was marked before, to be taken back as before.
    if (marks.length > 0 || next > 1) return;
    for (const { operation, ...shown } of readSeats(barcode, people).slice(0, kept))
      marks.push({ ...shown, key: next++, line: '', operation, isUndone: false });
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
    timer = window.setTimeout(() => (queue.waiting.value === 0 ? void refresh() : soon()), 600);
  };
  onScopeDispose(onChanged(soon));
  watch(usesTubes, (uses) => !uses && queue.unshift(held.splice(0)));
  onScopeDispose(() => {
    if (held.length > 0)
      sayError(new CallError('held', `有 ${held.length} 次扫码没有等到管，没有登记。请回“扫码登记”重新扫。`));
  });
  onScopeDispose(() => window.clearTimeout(timer));
  void refresh();

  return {
    strip,
    marks,
    waiting: queue.waiting,
    tubes,
    tube,
    seats,
    held,
    usesTubes,
    tubeNext,
    choosing,
    building,
    purpose,
    tested,
    expected,
    take: queue.push,
    closeTube(barcode) {
      call('tube_close', { round, barcode: plainBarcode(barcode) }).then(
        ({ tube: closed, operation }) => {
          put(closed);
          const detail = `${closed.people} 人`;
          show({ outcome: 'tube', word: '封管', who: barcode, detail }, barcode, operation);
        },
        (failure) => fail(failure, barcode, '没封成'),
      );
    },
    switchTo,
    async undoMark(mark) {
      if (mark.operation === null) return;
      try {
        await call('undo', { operation: mark.operation });
        mark.isUndone = true;
        await refresh();
      } catch (failure) {
        fail(failure, mark.line, '没撤成');
      }
    },
  };
}
