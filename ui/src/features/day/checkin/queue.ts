// Lines wait here while the program writes the one before. Nothing that was scanned is lost, and nothing overtakes.
import { readonly, ref, type Ref } from 'vue';
import { sayError } from '@/shared/notices';

export interface Queue<T> {
  push: (line: T) => void;
  /** Before all that wait. */
  unshift: (lines: T[]) => void;
  /** Lines that wait or are being written. */
  waiting: Readonly<Ref<number>>;
}

/** `handle` says by itself what went wrong; the queue goes on in any case. */
export function useQueue<T>(handle: (line: T) => Promise<void>): Queue<T> {
  const lines: T[] = [];
  const waiting = ref(0);
  let isRunning = false;

  async function run(): Promise<void> {
    if (isRunning) return;
    isRunning = true;
    for (let line = lines.shift(); line !== undefined; line = lines.shift()) {
      await handle(line).catch(sayError);
      waiting.value = lines.length;
    }
    isRunning = false;
  }
  const start = (): void => {
    waiting.value = lines.length + (isRunning ? 1 : 0);
    void run();
  };
  return {
    push(line) {
      lines.push(line);
      start();
    },
    unshift(first) {
      lines.unshift(...first);
      start();
    },
    waiting: readonly(waiting),
  };
}
