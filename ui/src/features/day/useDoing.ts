// A change on a page of the day whose answer is the new state: done and said with its undo, or the reason why not. What was typed stays.
import { ref, type Ref } from 'vue';
import { errorText } from '@/locale/errors';
import { say } from '@/shared/notices';
import { undo } from '@/shared/undo';

export interface Doing {
  error: Ref<string>;
  isWorking: Ref<boolean>;
  /** The answer; undefined when it failed. */
  run: <T extends { operation: number | null }>(
    work: () => Promise<T>,
    done: string,
  ) => Promise<T | undefined>;
}

export function useDoing(): Doing {
  const error = ref('');
  const isWorking = ref(false);
  return {
    error,
    isWorking,
    async run(work, done) {
      isWorking.value = true;
      try {
        const answer = await work();
        const { operation } = answer;
        error.value = '';
        say(done, operation === null ? undefined : { label: '撤销', run: () => void undo(operation) });
        return answer;
      } catch (failure) {
        error.value = errorText(failure);
        return undefined;
      } finally {
        isWorking.value = false;
      }
    },
  };
}
