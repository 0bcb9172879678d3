// Long work under way, in the program or on the page: what it is doing, how far it is, and stopping it.
import { ref } from 'vue';
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

/** Asks until the work is over: a word that comes before the program has begun is not heard. */
export async function cancelWork(): Promise<void> {
  if (work.value?.stop) {
    work.value.stop();
    return;
  }
  if (isStopping.value) return;
  isStopping.value = true;
  try {
    while (work.value) {
      await transport.cancel();
      await new Promise((done) => setTimeout(done, 300));
    }
  } catch (error) {
    sayError(error);
  } finally {
    isStopping.value = false;
  }
}
