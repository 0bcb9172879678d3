// The plan as it is edited: a draft beside what is kept, times that follow the order, and a rehearsal that follows the times.
import { computed, onScopeDispose, ref, watch, type ComputedRef, type Ref } from 'vue';
import type { Plan, Rehearsal } from '@/ipc/types';
import { call } from '@/ipc/call';
import { errorText } from '@/locale/errors';
import { desk } from '@/shared/desk';
import { useQuery } from '@/shared/query';
import { problemOf, sameTimes } from './order';

export interface Planning {
  draft: Ref<Plan | undefined>;
  isDirty: ComputedRef<boolean>;
  /** Times follow the order by themselves; not, when somebody has set one by hand. */
  follows: Ref<boolean>;
  rehearsal: Ref<Rehearsal | undefined>;
  /** The day goes on past midnight: in words, with what would do. */
  tooLong: Ref<string>;
  /** An order put aside to compare with. */
  other: Ref<Plan | undefined>;
  otherRehearsal: Ref<Rehearsal | undefined>;
  error: Ref<string>;
  /** Works times out and rehearses. */
  work: () => Promise<void>;
  /** After an edit: soon. */
  touch: () => void;
  /** Takes what is kept now. */
  keep: (plan: Plan) => Promise<void>;
}

/** What was edited and not kept yet, by office and round: going to another page loses nothing. */
const drafts = new Map<string, { plan: Plan; follows: boolean }>();

const clone = (plan: Plan): Plan => JSON.parse(JSON.stringify(plan)) as Plan;

export function usePlan(round: number): Planning {
  const { data: kept, error: loadError } = useQuery('plan_show', { round });
  const draft = ref<Plan>();
  const base = ref('');
  const follows = ref(true);
  const rehearsal = ref<Rehearsal>();
  const tooLong = ref('');
  const other = ref<Plan>();
  const otherRehearsal = ref<Rehearsal>();
  const error = ref('');
  const isDirty = computed(() => draft.value !== undefined && JSON.stringify(draft.value) !== base.value);
  const place = `${desk.file} ${round}`;
  let timer = 0;
  let latest = 0;

  const arranged = (plan: Plan, keep_times: boolean): Promise<Plan> =>
    call('plan_arrange', { round, plan, keep_times });

  async function keep(plan: Plan): Promise<void> {
    draft.value = clone(plan);
    base.value = JSON.stringify(draft.value);
    try {
      // Times that are not what would be worked out were set by hand, and stay as they are.
      follows.value = plan.slots.length === 0 || sameTimes(plan, await arranged(plan, false));
      await rehearse();
    } catch (failure) {
      error.value = errorText(failure);
    }
  }
  // What somebody is editing is not overwritten by what is kept.
  watch(kept, async (plan) => {
    if (!plan || isDirty.value) return;
    const left = drafts.get(place);
    if (!left) return void (await keep(plan));
    base.value = JSON.stringify(clone(plan));
    draft.value = left.plan;
    follows.value = left.follows;
    await work();
  });
  watch(loadError, (text) => (error.value = text));

  async function rehearse(): Promise<void> {
    if (!draft.value || draft.value.slots.length === 0 || draft.value.sites.length === 0) {
      rehearsal.value = undefined;
      tooLong.value = '';
      return;
    }
    const mine = ++latest;
    const answer = await call('plan_simulate', { round, plan: draft.value, other: other.value ?? null });
    if (mine !== latest) return;
    rehearsal.value = answer.plan;
    tooLong.value = answer.too_long ?? '';
    otherRehearsal.value = answer.other ?? undefined;
  }
  async function work(): Promise<void> {
    if (!draft.value) return;
    error.value = problemOf(draft.value);
    if (error.value) return;
    try {
      if (draft.value.sites.length > 0) draft.value = await arranged(draft.value, !follows.value);
      await rehearse();
    } catch (failure) {
      error.value = errorText(failure);
    }
  }
  function touch(): void {
    window.clearTimeout(timer);
    timer = window.setTimeout(() => void work(), 350);
  }
  /** Closing the window or loading the page anew asks first. */
  function onLeave(event: BeforeUnloadEvent): void {
    if (isDirty.value) event.preventDefault();
  }
  window.addEventListener('beforeunload', onLeave);
  onScopeDispose(() => {
    window.clearTimeout(timer);
    window.removeEventListener('beforeunload', onLeave);
    if (isDirty.value && draft.value) drafts.set(place, { plan: clone(draft.value), follows: follows.value });
    else drafts.delete(place);
  });
  return { draft, isDirty, follows, rehearsal, tooLong, other, otherRehearsal, error, work, touch, keep };
}
