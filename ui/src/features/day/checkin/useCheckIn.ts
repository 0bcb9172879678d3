// Check-in: every line goes through one queue; the answer becomes a strip, a tone and an entry in the list. People scanned while no tube
// is open, and those a full one had no place for, wait until the next is; whom a line means, and whether they should sit here, is asked.
import { onScopeDispose, reactive, ref, watch, type Ref } from 'vue';
import type { Caution, CheckInAnswer, Choice } from '@/ipc/types';
import { call } from '@/ipc/call';
import { CallError } from '@/ipc/errors';
import { errorText } from '@/locale/errors';
import { sayError } from '@/shared/notices';
import { beep } from './beep';
import { notChosen, readAnswer, readSeats, readable, type Entry, type Mark, type Shown } from './marks';
import { useQueue } from './queue';
import { isOthers, mayBeTube, readScan } from './scan';
import { marksOf, nextKey } from './session';
import { useTubes, type Tubes } from './useTubes';

const kept = 10;
/** Longer than any line somebody types; a scanner that sticks types such. */
const longest = 200;

/** What the person at the table is asked: whom of these, or whether these may sit here. */
export interface Asking {
  entry: Entry;
  people: Choice[];
  cautions: Caution[];
}

export interface CheckIn extends Tubes {
  strip: Ref<Mark | undefined>;
  marks: Mark[];
  /** Lines on their way. */
  waiting: Readonly<Ref<number>>;
  /** People who wait for a tube. */
  held: Entry[];
  asking: Ref<Asking | undefined>;
  take: (line: string) => void;
  takeEntry: (entry: Entry) => void;
  /** Sends what was not recorded again; it leaves the list. */
  retry: (mark: Mark) => void;
  /** F6: into this tube all the same. */
  seatAnyway: () => void;
  /** F2: the next code is a tube, of their own when somebody is asked about. */
  tubeComes: () => void;
  /** Esc: nobody. */
  dropAsked: () => void;
  undoMark: (mark: Mark) => Promise<void>;
}

export function useCheckIn(round: number): CheckIn {
  const strip = ref<Mark>();
  const marks = marksOf(round);
  const held = reactive<Entry[]>([]);
  const asking = ref<Asking>();

  function show(
    shown: Shown,
    entry: Entry,
    operation: number | null = null,
    again: Mark['again'] = null,
  ): void {
    const mark: Mark = { ...shown, key: nextKey(), entry, operation, again, isUndone: false };
    strip.value = mark;
    if (shown.outcome === 'ask' || shown.outcome === 'warn') return;
    marks.unshift(mark);
    marks.length = Math.min(marks.length, kept);
  }
  const plain = (line: string): Entry => ({ line, residents: null });
  function bad(word: string, detail: string, entry: Entry, again: Mark['again'] = null): void {
    show({ outcome: 'bad', word, who: readable(entry.line), detail }, entry, null, again);
    beep('bad');
  }
  function fail(failure: unknown, entry: Entry, word: string): void {
    // What the program refused it refuses again, but for somebody whom this tube had no place for.
    const isFinal = failure instanceof CallError && ['refused', 'no_such'].includes(failure.code);
    const hadNoPlace = word === '没登记上' && tubes.usesTubes.value && !isOthers(entry.line);
    const again = !isFinal || hadNoPlace ? 'retry' : null;
    show({ outcome: 'bad', word, who: '', detail: errorText(failure) }, entry, null, again);
    beep('bad');
  }
  const tubes = useTubes(round, {
    opened: () => queue.unshift(held.splice(0)),
    show: (shown, barcode, operation) => show(shown, plain(barcode), operation),
    fail: (failure, barcode, word) => fail(failure, plain(barcode), word),
    isBusy: () => queue.waiting.value > 0,
    // A page that was opened anew shows what was marked before, to be taken back as before.
    found(barcode, people) {
      if (marks.length > 0) return;
      for (const { operation, ...shown } of readSeats(barcode, people).slice(0, kept))
        marks.push({ ...shown, key: nextKey(), entry: plain(''), operation, again: null, isUndone: false });
    },
  });

  /** What was asked and not answered goes back to the list, to be tried again. */
  function dropAsked(): void {
    const asked = asking.value;
    asking.value = undefined;
    if (!asked) return;
    const why = asked.cautions[0]?.why ?? '';
    const people = asked.cautions.length > 0 ? asked.cautions : asked.people;
    show(notChosen(people, why), asked.entry, null, 'retry');
    beep('bad');
  }

  async function checkIn(entry: Entry): Promise<void> {
    const { tube, usesTubes } = tubes;
    if (usesTubes.value && !tube.value) {
      held.push(entry);
      const detail = `${held.length} 次扫码在等，开了管就登记`;
      const shown: Shown = { outcome: 'bad', word: '先扫一支管', who: '', detail };
      strip.value = { ...shown, key: nextKey(), entry, operation: null, again: null, isUndone: false };
      beep('bad');
      return;
    }
    try {
      const { line, residents, anyway } = entry;
      const request = { round, text: line, tube: tube.value?.barcode ?? null, residents, anyway };
      took(entry, await call('checkin', request));
    } catch (failure) {
      fail(failure, entry, '没登记上');
    }
  }

  function took(entry: Entry, answer: CheckInAnswer): void {
    const shown = readAnswer(answer);
    if (shown.outcome === 'ask' || shown.outcome === 'warn') {
      asking.value = { entry, people: answer.choose, cautions: answer.cautions };
      show(shown, entry);
      beep(shown.outcome === 'ask' ? 'good' : 'bad');
      return;
    }
    const nobody = answer.people.length === 0 && answer.operation === null && shown.outcome === 'bad';
    if (nobody && mayBeTube(entry.line)) shown.detail += '。要是一支新管的管号，先按 F2 再扫';
    const isFull = tubes.seated(answer.people);
    if (answer.left.length > 0) held.push({ ...entry, residents: answer.left.map((each) => each.resident) });
    show(shown, entry, answer.operation, nobody ? 'edit' : null);
    if (isFull && strip.value)
      strip.value = { ...strip.value, detail: `${shown.detail}　这支管满了，已封，请扫下一支` };
    beep(isFull || answer.left.length > 0 ? 'full' : shown.outcome === 'good' ? 'good' : 'bad');
  }

  /** Whether the line was an answer to "谁来了". */
  function chose(asked: Asking, line: string): boolean {
    if (asked.people.length === 0 || !/^\d{0,2}$/.test(line)) return false;
    const picked =
      line === '' ? asked.people.filter((each) => !each.tested) : [asked.people[Number(line) - 1]];
    const residents = picked.flatMap((each) => (each ? [each.resident] : []));
    if (residents.length > 0) {
      asking.value = undefined;
      queue.unshift([{ ...asked.entry, residents }]);
      return true;
    }
    const count = asked.people.length;
    const word = line === '' ? '都登记过了' : `没有第 ${line} 位`;
    const detail = line === '' ? '按数字选一位，或按 Esc' : `这里有 ${count} 人，按 1 到 ${count}`;
    const shown: Shown = { outcome: 'ask', word, who: '', detail };
    show(shown, asked.entry);
    beep('bad');
    return true;
  }

  async function handle(entry: Entry): Promise<void> {
    const { line } = entry;
    if (entry.residents || entry.anyway) return checkIn(entry);
    if (asking.value && chose(asking.value, line)) return;
    if (line === '') return;
    if (line.length > longest)
      return bad('太长了', `有 ${line.length} 个字，没有登记。请看看条码枪`, plain(readable(line)));
    const scanned = readScan(line, tubes.known.value, tubes.tubeNext.value);
    if (asking.value) dropAsked();
    if (scanned.kind === 'tube') return tubes.openTube(scanned.text);
    if (scanned.kind === 'misread')
      return bad('认不出', '条码没有读全，请再扫一次。要是一支新管，先按 F2 再扫', plain(scanned.text));
    await checkIn(plain(scanned.text));
  }
  const queue = useQueue(handle);
  watch(tubes.usesTubes, (uses) => !uses && queue.unshift(held.splice(0)));
  onScopeDispose(() => {
    if (asking.value) dropAsked();
    if (held.length > 0)
      sayError(new CallError('held', `有 ${held.length} 次扫码没有等到管，没有登记。请回“扫码登记”重新扫。`));
  });

  return {
    ...tubes,
    strip,
    marks,
    waiting: queue.waiting,
    held,
    asking,
    take: (line) => queue.push(plain(line)),
    takeEntry: queue.push,
    retry(mark) {
      marks.splice(marks.indexOf(mark), 1);
      queue.push(mark.entry);
    },
    seatAnyway() {
      const asked = asking.value;
      if (!asked?.cautions.length) return;
      asking.value = undefined;
      queue.unshift([{ ...asked.entry, anyway: true }]);
    },
    tubeComes() {
      const asked = asking.value;
      if (!asked?.cautions.length) {
        tubes.tubeNext.value = !tubes.tubeNext.value;
        return;
      }
      asking.value = undefined;
      held.unshift(asked.entry);
      tubes.purpose.value = 'single';
      tubes.forOne.value = true;
      tubes.tubeNext.value = true;
      const who = asked.cautions.map((each) => each.name).join('、');
      const detail = '扫一支新管的条码，就是他的单采管';
      show({ outcome: 'warn', word: '单采', who, detail }, asked.entry);
    },
    dropAsked,
    async undoMark(mark) {
      if (mark.operation === null) return;
      try {
        const { kept: stayed, reversed } = await call('undo', { operation: mark.operation });
        mark.isUndone = stayed.length < reversed.changes;
        if (stayed.length > 0) {
          const detail = `${stayed.length} 处后来还要用到，没有动：先撤销后来的登记`;
          const word = mark.isUndone ? '撤销了一部分' : '没有撤销';
          show({ outcome: 'bad', word, who: mark.who || mark.word, detail }, mark.entry);
        } else {
          const shown: Shown = { outcome: 'back', word: '已撤销', who: mark.who, detail: mark.detail };
          strip.value = { ...mark, ...shown, key: nextKey(), operation: null };
        }
        beep(stayed.length > 0 ? 'bad' : 'back');
        await tubes.refresh();
      } catch (failure) {
        fail(failure, mark.entry, '没撤成');
      }
    },
  };
}
