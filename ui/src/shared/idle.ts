// The program locks a desk that was left alone. While somebody reads or types and no command runs, the page says so now and then.
import { onBeforeUnmount, onMounted } from 'vue';
import { call } from '@/ipc/call';
import { desk } from './desk';

const often = 60_000;

export function useActivity(): void {
  let said = 0;
  const events = ['keydown', 'pointerdown', 'wheel'] as const;
  const wake = (): void => {
    if (!desk.isOpen || Date.now() - said < often) return;
    said = Date.now();
    // An answer is not needed; a lost connection shows itself elsewhere.
    call('staff_list', {}).catch(() => undefined);
  };
  onMounted(() => events.forEach((event) => window.addEventListener(event, wake, { passive: true })));
  onBeforeUnmount(() => events.forEach((event) => window.removeEventListener(event, wake)));
}
