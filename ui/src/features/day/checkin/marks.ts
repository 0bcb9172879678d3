// What one line came to, as the strip and the list of last marks show it. Pure; no calls.
import type { CheckInAnswer, CheckedIn, TubePerson } from '@/ipc/types';
import { door } from '@/shared/format';
import { doorName, short, troubleIn } from '../../testing/marked';

export type Outcome = 'good' | 'again' | 'bad' | 'ask' | 'tube' | 'warn' | 'back';

export interface Shown {
  outcome: Outcome;
  /** 已登记 */
  word: string;
  /** 王小明 */
  who: string;
  /** 12号楼402　第3位 */
  detail: string;
}

/** A line on its way: what was scanned or typed, and of a household whom it is for. */
export interface Entry {
  line: string;
  residents: number[] | null;
  /** Into this tube although the rule keeps them out. */
  anyway?: boolean;
}

export interface Mark extends Shown {
  key: number;
  /** What came in; sent again by 再试. */
  entry: Entry;
  /** What may be done with what was not recorded: sent again, typed anew, or neither. */
  again: 'retry' | 'edit' | null;
  operation: number | null;
  isUndone: boolean;
}

export const shapes: Record<Outcome, string> = {
  good: '✓',
  again: '!',
  bad: '✕',
  ask: '?',
  tube: '▮',
  warn: '⚠',
  back: '↶',
};

function one(person: CheckedIn): Shown {
  const seat = person.seat ? `　${person.seat.barcode} 第 ${person.seat.seat} 位` : '';
  const detail = person.door + seat;
  if (person.outcome === 'already') return { outcome: 'again', word: '已登记过', who: person.name, detail };
  if (person.outcome === 'marked') return { outcome: 'good', word: '已登记', who: person.name, detail };
  const word = person.excluded
    ? `名单上写着${person.excluded}，已改为应检并登记`
    : '已登记（名单外，已加上）';
  return { outcome: 'good', word, who: person.name, detail };
}

function several(people: CheckedIn[]): Shown {
  const isNew = people.some((person) => person.outcome !== 'already');
  return {
    outcome: isNew ? 'good' : 'again',
    word: `${isNew ? '已登记' : '已登记过'} ${people.length} 人`,
    who: people.map((person) => person.name).join('、'),
    detail: people[0]?.door ?? '',
  };
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
      word: `这里有 ${answer.choose.length} 人，谁来了？`,
      who: '',
      detail: '按数字选一位，直接按 Enter 是还没登记的全部',
    };
  if (answer.cautions.length > 0)
    return {
      outcome: 'warn',
      word: [...new Set(answer.cautions.map((each) => each.why))].join('；'),
      who: answer.cautions.map((each) => each.name).join('、'),
      detail: '没有登记。按 F2 给他单开一管，按 F6 照样进这支管',
    };
  const [first, ...others] = answer.people;
  const missing = answer.doors.filter((door) => door.problem === null && !door.tested);
  const said = missing.map(
    (door) => `${doorName(door)} ${door.names.join('、')}未采${door.reason ? `：${door.reason}` : ''}`,
  );
  if (first) {
    const shown = others.length === 0 ? one(first) : several(answer.people);
    if (answer.left.length > 0) {
      shown.word = `坐下 ${answer.people.length} 人，还剩 ${answer.left.length} 人等下一管`;
      shown.detail = `等下一管：${answer.left.map((each) => each.name).join('、')}`;
    }
    return { ...shown, detail: [shown.detail, ...said].filter(Boolean).join('　') };
  }
  if (missing.length > 0)
    return {
      outcome: answer.operation === null ? 'again' : 'good',
      word: answer.operation === null ? '已登记过' : '已登记',
      who: said.join('　'),
      detail: '',
    };
  return { outcome: 'bad', word: '认不出', who: '', detail: troubleIn(answer) };
}

/** Whom nobody chose, when the next line came: the first line goes back to the list. */
export const notChosen = (people: { name: string }[], why: string): Shown => ({
  outcome: 'bad',
  word: '没选，没登记',
  who: people.map((each) => each.name).join('、'),
  detail: why,
});

export const readable = (line: string): string => short(line);
