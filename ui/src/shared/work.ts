// Long work under way, in the program or on the page: what it is doing, how far it is, and stopping it.
import { ref, watch } from 'vue';
import { transport } from '@/ipc/transport';
import { sayError } from './notices';

export interface Work {
  label: string;
  done: number;
  /** 0: not known. */
  total: number;
  /** How work of the page itself is stopped; the program's is stopped by asking it. */
  stop?: () => void;
}

export const work = ref<Work>();

/** Asked to stop, and not stopped yet. */
export const isStopping = ref(false);

// What begins after the work that was stopped is not meant.
watch(
  work,
  (now) => {
    if (!now) isStopping.value = false;
  },
  { flush: 'sync' },
);

/** Asks until the work is over: it may be between two commands, such as reading files and planning. */
export async function cancelWork(): Promise<void> {
  if (work.value?.stop) {
    work.value.stop();
    return;
  }
  if (isStopping.value) return;
  isStopping.value = true;
  try {
    while (isStopping.value) {
      await transport.cancel();
      await new Promise((done) => setTimeout(done, 300));
    }
  } catch (error) {
    isStopping.value = false;
    sayError(error);
  }
}
