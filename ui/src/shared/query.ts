// Asking the program and keeping the answer fresh: the answer is asked for again when the request or the office changes.
import {
  onScopeDispose,
  ref,
  shallowRef,
  toValue,
  watch,
  type MaybeRefOrGetter,
  type Ref,
  type ShallowRef,
} from 'vue';
import { call, type Answer, type CommandName, type Request } from '@/ipc/call';
import { onChanged } from '@/ipc/events';
import { errorText } from '@/locale/errors';

export interface Query<T> {
  data: ShallowRef<T | undefined>;
  isLoading: Ref<boolean>;
  error: Ref<string>;
  refresh: () => Promise<void>;
}

/** `request` may give undefined: then nothing is asked and the answer is empty. */
export function useQuery<C extends CommandName>(
  command: C,
  request: MaybeRefOrGetter<Request<C> | undefined>,
): Query<Answer<C>> {
  const data = shallowRef<Answer<C>>();
  const isLoading = ref(false);
  const error = ref('');
  let latest = 0;

  async function refresh(): Promise<void> {
    const mine = ++latest;
    const asked = toValue(request);
    if (asked === undefined) {
      data.value = undefined;
      return;
    }
    isLoading.value = true;
    try {
      const answer = await call(command, asked);
      if (mine !== latest) return;
      data.value = answer;
      error.value = '';
    } catch (failure) {
      if (mine !== latest) return;
      error.value = errorText(failure);
    } finally {
      if (mine === latest) isLoading.value = false;
    }
  }

  watch(() => JSON.stringify(toValue(request)), refresh, { immediate: true });
  onScopeDispose(onChanged(refresh));
  return { data, isLoading, error, refresh };
}
