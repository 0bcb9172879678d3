// What one line came to, as the strip and the list of last marks show it. Pure; no calls.
import type { CheckInAnswer, CheckedIn, TubePerson } from '@/ipc/types';
import { door } from '@/shared/format';

export type Outcome = 'good' | 'again' | 'bad' | 'ask' | 'tube';

export interface Shown {
  outcome: Outcome;
  /** 已登记 */
  word: string;
  /** 王小明 */
  who: string;
  /** 12号楼402　第3位 */
  detail: string;
}

export interface Mark extends Shown {
  key: number;
  /** What came in; shown for what was not recorded, so that it can be tried again. */
  line: string;
  operation: number | null;
  isUndone: boolean;
}

export const shapes: Record<Outcome, string> = { good: '✓', again: '!', bad: '✕', ask: '?', tube: '▮' };

function one(person: CheckedIn): Shown {
  const seat = person.seat ? `　${person.seat.barcode} 第 ${person.seat.seat} 位` : '';
  const detail = person.door + seat;
  if (person.outcome === 'already') return { outcome: 'again', word: '已登记过', who: person.name, detail };
  if (person.outcome === 'added')
    return { outcome: 'good', word: '已登记（名单外，已加上）', who: person.name, detail };
  return { outcome: 'good', word: '已登记', who: person.name, detail };
}

/** Who sits in a tube as the scans that seated them, newest first; a household was one scan. */
export function readSeats(barcode: string, people: TubePerson[]): (Shown & { operation: number | null })[] {
  const scans = new Map<number | string, Shown & { operation: number | null }>();
  for (const person of [...people].sort((a, b) => a.at.localeCompare(b.at) || a.seat - b.seat)) {
    const { operation, seat, name, building, unit, room, compound } = person;
    const scan = scans.get(operation ?? `seat ${seat}`);
    if (scan) scan.who += `、${name}`;
    else
      scans.set(operation ?? `seat ${seat}`, {
        outcome: 'good',
        word: '已登记',
        who: name,
        detail: `${door(building, unit, room, compound)}　${barcode} 第 ${seat} 位`,
        operation,
      });
  }
  return [...scans.values()].reverse();
}

/** What the program answered, in a few words. */
export function readAnswer(answer: CheckInAnswer): Shown {
  if (answer.choose.length > 0)
    return {
      outcome: 'ask',
      word: `这一户 ${answer.choose.length} 人，谁来了？`,
      who: '',
      detail: '按数字选一位，直接按 Enter 是还没登记的全部',
    };
  const [first, ...others] = answer.people;
  if (first && others.length === 0) return one(first);
  if (first) {
    const all = [first, ...others];
    const isNew = all.some((person) => person.outcome !== 'already');
    return {
      outcome: isNew ? 'good' : 'again',
      word: `${isNew ? '已登记' : '已登记过'} ${all.length} 人`,
      who: all.map((person) => person.name).join('、'),
      detail: first.door,
    };
  }
  const problems = answer.doors.flatMap((door) => door.problem ?? []);
  const strange = answer.strange.map((word) => `“${word}”看不懂`);
  if (answer.operation === null && problems.length + strange.length > 0)
    return { outcome: 'bad', word: '认不出', who: '', detail: [...problems, ...strange].join('；') };
  if (answer.doors.length === 0)
    return {
      outcome: 'bad',
      word: '认不出',
      who: '',
      detail: '没有看懂。写楼号和房号，如 12 301；或者再扫一次',
    };
  const said = answer.doors.map((door) => {
    const names = door.names.join('、');
    return `${door.room} ${names}${door.tested ? '' : `（未采${door.reason ? `：${door.reason}` : ''}）`}`;
  });
  return {
    outcome: answer.operation === null ? 'again' : 'good',
    word: answer.operation === null ? '已登记过' : '已登记',
    who: said.join('　'),
    detail: '',
  };
}
