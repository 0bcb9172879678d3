// Long work under way in the program: what it is doing, how far it is, and stopping it.
import { ref } from 'vue';
import { transport } from '@/ipc/transport';
import { sayError } from './notices';

export interface Work {
  label: string;
  done: number;
  /** 0: not known. */
  total: number;
}

export const work = ref<Work>();

export async function cancelWork(): Promise<void> {
  try {
    await transport.cancel();
  } catch (error) {
    sayError(error);
  }
}
