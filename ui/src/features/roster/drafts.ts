// What was typed for a person and not taken: it stays, with the reason, until it is set right or given up, wherever one goes meanwhile.
import { reactive, watch } from 'vue';
import { desk } from '@/shared/desk';

export interface Draft {
  /** By field what was typed. */
  typed: Record<string, string>;
  /** By field why it was refused. */
  wrong: Record<string, string>;
}

const drafts = reactive(new Map<number, Draft>());

/** A lock loses nothing of whoever comes back; whoever else sits down, or opens another office, finds nothing of it. */
let whose = '';
watch(
  () => (desk.isOpen && !desk.mustSitDown ? `${desk.file}\n${desk.who}` : undefined),
  (now) => {
    if (now === undefined || now === whose) return;
    if (whose !== '') drafts.clear();
    whose = now;
  },
  { immediate: true, flush: 'sync' },
);

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
