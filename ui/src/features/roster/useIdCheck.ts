// What an ID number says while it is typed: the digit test at once, and from the program who has it already.
import { computed, ref, watch, type ComputedRef, type Ref } from 'vue';
import type { Holder } from '@/ipc/types';
import { call } from '@/ipc/call';
import { testId, type IdTest } from '@/shared/idNumber';

export interface IdCheck {
  test: ComputedRef<IdTest | undefined>;
  holders: Ref<Holder[]>;
  /** Why the sex typed beside it cannot be; "" when it can. */
  against: (sex: string) => string;
}

/** Passports and permits have no digit test; only what looks like a resident ID is tested here. */
const looksLikeId = /^[\d\sxX×-]{14,}$/;

export function useIdCheck(typed: () => string, resident: number | null): IdCheck {
  const test = computed(() => (looksLikeId.test(typed()) ? testId(typed()) : undefined));
  const holders = ref<Holder[]>([]);
  let latest = 0;
  watch(
    typed,
    async (value) => {
      const mine = ++latest;
      const isWhole = value.trim().length >= 5 && !value.includes('*');
      // Whether a number is taken is a hint: when it cannot be asked, the program asks again on keeping it.
      const answer = isWhole ? await call('id_check', { value, resident }).catch(() => undefined) : undefined;
      if (mine === latest) holders.value = answer?.holders ?? [];
    },
    { immediate: true },
  );
  return {
    test,
    holders,
    against: (sex) =>
      test.value?.ok && sex.trim() && !sex.includes(test.value.sex ?? '')
        ? `证件号上是${test.value.sex}`
        : '',
  };
}
