// Which open questions one answer is for: those of a reason, of a ledger, or the ones that were ticked. Pure.
import type { AskedGroup, DecideRule, Question, Which } from '@/ipc/types';
import { fieldName } from '@/locale/fields';

export type Decision = DecideRule['decision'];
export const decisions: Record<Decision, string> = {
  keep: '保留原有',
  take: '采用来件',
  new: '另立一人',
};

export interface Filter {
  /** A group of `asked`, by its key; '' for all. */
  asked: string;
  /** A ledger of `sources`, by its key; '' for all. */
  source: string;
}

export interface Source {
  key: string;
  file: string;
  /** null: all sheets of the file. */
  sheet: string | null;
  count: number;
}

type Of = Pick<Question, 'kind' | 'field' | 'reason'>;
export const groupKey = ({ kind, field, reason }: Of): string => [kind, field ?? '', reason].join('\n');
export const askedWhat = ({ kind, field }: Pick<Of, 'kind' | 'field'>): string =>
  kind === 'who' ? '是谁' : (words[field ?? ''] ?? fieldName(field ?? ''));
/** What questions call otherwise than the columns of ledgers. */
const words: Record<string, string> = { presence: '在住状态', address: '住址', birth: '出生日期' };

function counted<T>(items: T[], key: (item: T) => string): Map<string, T[]> {
  const found = new Map<string, T[]>();
  for (const item of items) found.set(key(item), [...(found.get(key(item)) ?? []), item]);
  return found;
}

/** Groups of questions that ask the same, the largest first. */
export function groups(questions: Question[]): AskedGroup[] {
  return [...counted(questions, groupKey).values()]
    .map((its) => ({ ...pick(its[0] as Question), count: its.length }))
    .sort((a, b) => b.count - a.count);
}
const pick = ({ kind, field, reason }: Question): Of => ({ kind, field, reason });

/** Ledgers that questions come from: each file, and its sheets when there are several. */
export function sources(questions: Question[]): Source[] {
  return [...counted(questions, (each) => each.file)].flatMap(([file, its]) => {
    const sheets = [...counted(its, (each) => each.sheet)];
    const whole = { key: file, file, sheet: null, count: its.length };
    if (sheets.length === 1) return [whole];
    return [
      whole,
      ...sheets.map(([sheet, of]) => ({ key: `${file}\n${sheet}`, file, sheet, count: of.length })),
    ];
  });
}

/** Those of a filter. */
export function filtered(questions: Question[], { asked, source }: Filter): Question[] {
  return questions.filter(
    (each) =>
      (asked === '' || groupKey(each) === asked) &&
      (source === '' || each.file === source || `${each.file}\n${each.sheet}` === source),
  );
}

/** How the program is told which: the ticked ones, or else those of the filter. */
export function which(picked: number[], { asked, source }: Filter): Which {
  if (picked.length > 0) return { ids: picked };
  const [kind, field, reason] = asked.split('\n');
  const [file, sheet] = source.split('\n');
  return {
    kind: asked ? (kind as Which['kind']) : null,
    field: field || null,
    reason: reason || null,
    file: file || null,
    sheet: sheet || null,
  };
}

/** Which answers make sense for all of them: only who somebody is can be answered with somebody new. */
export const answersFor = (its: Pick<Question, 'kind'>[]): Decision[] =>
  its.every(({ kind }) => kind === 'who') ? ['keep', 'take', 'new'] : ['keep', 'take'];

export const ruleOf = (group: AskedGroup, decision: Decision): DecideRule => ({
  which: { kind: group.kind, field: group.field, reason: group.reason },
  decision,
});

/** What was chosen for a group; '' for leaving it open. */
export function chosenFor(group: AskedGroup, rules: DecideRule[]): Decision | '' {
  const own = rules.find(
    ({ which: of }) =>
      of.kind === group.kind && (of.field ?? null) === group.field && of.reason === group.reason,
  );
  return own?.decision ?? '';
}

/** The rules after a choice for one group. */
export function chosen(rules: DecideRule[], group: AskedGroup, decision: Decision | ''): DecideRule[] {
  const others = rules.filter((rule) => chosenFor(group, [rule]) === '');
  return decision === '' ? others : [...others, ruleOf(group, decision)];
}
