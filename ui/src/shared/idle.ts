// Locks after the desk was left alone. The page starts it, the program does it.
import { onBeforeUnmount, onMounted } from 'vue';
import { desk, lock } from './desk';

/** Minutes, until the office's own setting is known. */
export const idleMinutes = 15;

export function useIdleLock(): void {
  let timer = 0;
  const events = ['keydown', 'pointerdown', 'pointermove', 'wheel'] as const;
  const wake = (): void => {
    window.clearTimeout(timer);
    timer = window.setTimeout(() => desk.isOpen && void lock(), idleMinutes * 60_000);
  };
  onMounted(() => {
    events.forEach((event) => window.addEventListener(event, wake, { passive: true }));
    wake();
  });
  onBeforeUnmount(() => {
    events.forEach((event) => window.removeEventListener(event, wake));
    window.clearTimeout(timer);
  });
}
