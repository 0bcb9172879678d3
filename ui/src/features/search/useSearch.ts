// Finding people while typing: the last answer stays until the next is there, and an old answer never overtakes a new one.
import { ref, shallowRef, watch, type Ref, type ShallowRef } from 'vue';
import type { SearchHit } from '@/ipc/types';
import { call } from '@/ipc/call';
import { errorText } from '@/locale/errors';

export function useSearch(
  text: Ref<string>,
  limit: number,
): { found: ShallowRef<SearchHit[]>; error: Ref<string>; asked: Ref<string> } {
  const found = shallowRef<SearchHit[]>([]);
  const error = ref('');
  const asked = ref('');
  let latest = 0;
  watch(
    text,
    async (value) => {
      const search = value.trim();
      const mine = ++latest;
      if (!search) {
        found.value = [];
        asked.value = '';
        return;
      }
      try {
        const answer = await call('search', { text: search, limit });
        if (mine !== latest) return;
        found.value = answer;
        error.value = '';
      } catch (failure) {
        if (mine === latest) error.value = errorText(failure);
      }
      asked.value = search;
    },
    { immediate: true },
  );
  return { found, error, asked };
}
