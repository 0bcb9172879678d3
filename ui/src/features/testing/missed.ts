// Two rounds beside each other, person by person: who missed both, who came back, who is missing anew. Pure.
import type { UntestedPerson } from '@/ipc/types';

export interface MissedPerson {
  person: UntestedPerson;
  /** Why not in the earlier and in the later round; undefined: tested then, or not expected. */
  earlier?: string;
  later?: string;
}

export type MissedKind = 'both' | 'later' | 'earlier';

export const missedKinds: { key: MissedKind; title: string }[] = [
  { key: 'both', title: '两轮都没采' },
  { key: 'later', title: '只后一轮没采' },
  { key: 'earlier', title: '只前一轮没采' },
];

export const unmarkedWord = '还没登记';
export const why = (person: UntestedPerson): string =>
  person.said ? (person.reason ?? '未说明') : unmarkedWord;
/** A reason as the program is asked for it. */
export const asStored = (reason: string): string => (reason === unmarkedWord ? '' : reason);

export function compareMissed(
  earlier: UntestedPerson[],
  later: UntestedPerson[],
): Record<MissedKind, MissedPerson[]> {
  const then = new Map(earlier.map((person) => [person.resident, person]));
  const now = new Set(later.map((person) => person.resident));
  const found: Record<MissedKind, MissedPerson[]> = { both: [], later: [], earlier: [] };
  for (const person of later) {
    const before = then.get(person.resident);
    if (before) found.both.push({ person, earlier: why(before), later: why(person) });
    else found.later.push({ person, later: why(person) });
  }
  for (const person of earlier)
    if (!now.has(person.resident)) found.earlier.push({ person, earlier: why(person) });
  return found;
}
