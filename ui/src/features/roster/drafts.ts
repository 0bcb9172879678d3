// What was typed for a person and not taken: it stays, with the reason, until it is set right or given up, wherever one goes meanwhile,
// also over a lock: in memory only, and for nobody but whoever typed it.
import { reactive, watch } from 'vue';
import { desk } from '@/shared/desk';

export interface Draft {
  /** By field what was typed. */
  typed: Record<string, string>;
  /** By field why it was refused. */
  wrong: Record<string, string>;
}

const drafts = reactive(new Map<number, Draft>());

/** Whose they are: of this office, by this person. Nobody's while it is locked or waits for somebody to sit down. */
const owner = (): string | undefined =>
  desk.isOpen && !desk.mustSitDown ? JSON.stringify([desk.file, desk.who]) : undefined;
let last = owner();
watch(owner, (now) => {
  if (now === undefined) return;
  // Emptied, not only forgotten: a form may still be open over them.
  if (now !== last) for (const resident of drafts.keys()) giveUp(resident);
  last = now;
});

export function draftOf(resident: number): Draft {
  const known = drafts.get(resident);
  if (known) return known;
  drafts.set(resident, { typed: {}, wrong: {} });
  return drafts.get(resident) as Draft;
}

export function isUnfinished(resident: number): boolean {
  return Object.keys(drafts.get(resident)?.typed ?? {}).length > 0;
}

export function putAway(resident: number, field: string): void {
  const draft = draftOf(resident);
  delete draft.typed[field];
  delete draft.wrong[field];
}

export function giveUp(resident: number): void {
  const draft = draftOf(resident);
  draft.typed = {};
  draft.wrong = {};
}

/** Whether a text shown masked can be of the whole one: "138****0001" of "13800000001". */
export function isBehindMask(shown: string, whole: string): boolean {
  if (!shown.includes('*')) return shown === whole;
  if (shown.length !== whole.length) return false;
  return [...shown].every((char, at) => char === '*' || char === whole[at]);
}
