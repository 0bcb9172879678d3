// A long list asked for a page at a time: the first comes at once, the next when its end is near. What changes in the office is asked
// for again as far as the list was read.
import {
  computed,
  onScopeDispose,
  ref,
  shallowRef,
  toValue,
  watch,
  type ComputedRef,
  type MaybeRefOrGetter,
} from 'vue';
import { call, type Answer, type CommandName, type Request } from '@/ipc/call';
import { onChanged } from '@/ipc/events';
import { errorText } from '@/locale/errors';
import type { Query } from './query';

/** Commands that answer with a part of a list. */
type Paged = {
  [C in CommandName]: Request<C> extends { limit?: number | null; offset?: number | null }
    ? Answer<C> extends unknown[]
      ? C
      : never
    : never;
}[CommandName];

export interface Pages<T> extends Query<T> {
  /** Nothing of the list is left to be asked for. */
  isAll: ComputedRef<boolean>;
  /** Asks for the next page. */
  more: () => Promise<void>;
}

export function usePages<C extends Paged>(
  command: C,
  request: MaybeRefOrGetter<Request<C>>,
  size: () => number = () => 60,
): Pages<Answer<C>> {
  const data = shallowRef<Answer<C>>();
  const isLoading = ref(false);
  const error = ref('');
  const isEnded = ref(false);
  let latest = 0;

  async function read(offset: number, limit: number): Promise<void> {
    const mine = ++latest;
    const before = offset === 0 ? [] : ((data.value ?? []) as unknown[]);
    isLoading.value = true;
    try {
      const page = (await call(command, { ...toValue(request), limit, offset })) as unknown[];
      if (mine !== latest) return;
      data.value = [...before, ...page] as Answer<C>;
      isEnded.value = page.length < limit;
      error.value = '';
    } catch (failure) {
      if (mine === latest) error.value = errorText(failure);
    } finally {
      if (mine === latest) isLoading.value = false;
    }
  }
  const length = (): number => (data.value as unknown[] | undefined)?.length ?? 0;
  const refresh = (): Promise<void> => read(0, Math.max(size(), length()));

  watch(
    () => JSON.stringify(toValue(request)),
    () => read(0, size()),
    { immediate: true },
  );
  onScopeDispose(onChanged(refresh));
  return {
    data,
    isLoading,
    error,
    refresh,
    isAll: computed(() => isEnded.value),
    async more() {
      if (!isLoading.value && !isEnded.value) await read(length(), size());
    },
  };
}
