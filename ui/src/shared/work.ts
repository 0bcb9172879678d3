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

export async function cancelWork(): Promise<void> {
  if (work.value?.stop) {
    work.value.stop();
    return;
  }
  try {
    await transport.cancel();
  } catch (error) {
    sayError(error);
  }
}
