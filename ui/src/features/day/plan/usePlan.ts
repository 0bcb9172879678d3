// The plan as it is edited: a draft beside what is kept, times that follow the order, and a rehearsal that follows the times.
import { computed, onScopeDispose, ref, watch, type ComputedRef, type Ref } from 'vue';
import type { Plan, Rehearsal } from '@/ipc/types';
import { call } from '@/ipc/call';
import { errorText } from '@/locale/errors';
import { desk } from '@/shared/desk';
import { useQuery } from '@/shared/query';

export interface Planning {
  draft: Ref<Plan | undefined>;
  isDirty: ComputedRef<boolean>;
  /** Times follow the order by themselves. */
  follows: Ref<boolean>;
  rehearsal: Ref<Rehearsal | undefined>;
  /** An order put aside to compare with. */
  other: Ref<Plan | undefined>;
  otherRehearsal: Ref<Rehearsal | undefined>;
  error: Ref<string>;
  /** Works times out and rehearses. */
  work: () => Promise<void>;
  /** After an edit: soon. */
  touch: () => void;
  keep: (plan: Plan) => void;
}

/** What was edited and not kept yet, by office and round: going to another page loses nothing. */
const drafts = new Map<string, Plan>();

const clone = (plan: Plan): Plan => JSON.parse(JSON.stringify(plan)) as Plan;

export function usePlan(round: number): Planning {
  const { data: kept, error: loadError } = useQuery('plan_show', { round });
  const draft = ref<Plan>();
  const base = ref('');
  const follows = ref(true);
  const rehearsal = ref<Rehearsal>();
  const other = ref<Plan>();
  const otherRehearsal = ref<Rehearsal>();
  const error = ref('');
  const isDirty = computed(() => draft.value !== undefined && JSON.stringify(draft.value) !== base.value);
  const place = `${desk.file} ${round}`;
  let timer = 0;
  let latest = 0;

  function keep(plan: Plan): void {
    draft.value = clone(plan);
    base.value = JSON.stringify(draft.value);
  }
  // What somebody is editing is not overwritten by what is kept.
  watch(kept, (plan) => {
    if (!plan || isDirty.value) return;
    keep(plan);
    draft.value = drafts.get(place) ?? draft.value;
    void rehearse().catch((failure) => (error.value = errorText(failure)));
  });
  watch(loadError, (text) => (error.value = text));

  async function rehearse(): Promise<void> {
    if (!draft.value || draft.value.slots.length === 0) return void (rehearsal.value = undefined);
    const mine = ++latest;
    const answer = await call('plan_simulate', { round, plan: draft.value, other: other.value ?? null });
    if (mine !== latest) return;
    rehearsal.value = answer.plan;
    otherRehearsal.value = answer.other ?? undefined;
  }
  async function work(): Promise<void> {
    if (!draft.value) return;
    try {
      if (follows.value && draft.value.sites.length > 0)
        draft.value = await call('plan_arrange', { round, plan: draft.value });
      await rehearse();
      error.value = '';
    } catch (failure) {
      error.value = errorText(failure);
    }
  }
  function touch(): void {
    window.clearTimeout(timer);
    timer = window.setTimeout(() => void work(), 350);
  }
  onScopeDispose(() => {
    window.clearTimeout(timer);
    if (isDirty.value && draft.value) drafts.set(place, clone(draft.value));
    else drafts.delete(place);
  });
  return { draft, isDirty, follows, rehearsal, other, otherRehearsal, error, work, touch, keep };
}
