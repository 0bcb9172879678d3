// A change made by hand: done, said with its undo, or the reason why not. The caller keeps what was typed.
import { ref, type Ref } from 'vue';
import { call, isShut, type Answer, type CommandName, type Request } from '@/ipc/call';
import { errorText } from '@/locale/errors';
import { say } from '@/shared/notices';
import { undo } from '@/shared/undo';

type Editing = {
  [C in CommandName]: Answer<C> extends { operation: number | null } ? C : never;
}[CommandName];

export interface Edit {
  error: Ref<string>;
  isWorking: Ref<boolean>;
  /** Whether it was done. Not done and no error: the office is shut. */
  edit: <C extends Editing>(command: C, request: Request<C>, done: string) => Promise<boolean>;
}

export function useEdit(): Edit {
  const error = ref('');
  const isWorking = ref(false);
  return {
    error,
    isWorking,
    async edit(command, request, done) {
      isWorking.value = true;
      try {
        const { operation } = (await call(command, request)) as { operation: number | null };
        error.value = '';
        say(done, operation ? { label: '撤销', run: () => void undo(operation) } : undefined);
        return true;
      } catch (failure) {
        error.value = isShut(failure) ? '' : errorText(failure);
        return false;
      } finally {
        isWorking.value = false;
      }
    },
  };
}
