// The desk: which office is open and who sits there. The program knows; the page only shows it.
import { reactive } from 'vue';
import type { DeskStatus } from '@/ipc/types';
import { call, onShut } from '@/ipc/call';
import { forgetNotices, sayError } from './notices';

export const desk = reactive({
  isKnown: false,
  isOpen: false,
  /** A new office is open, and its recovery key has not been put away yet: the window must not go on by itself. */
  isCreating: false,
  name: '',
  file: '',
  who: '',
  readOnly: false,
  mustSitDown: false,
  /** A recovery key was made that nobody has said to have written down. */
  recoveryWaits: false,
  street: '',
  isMasked: true,
  idleMinutes: 15,
  today: '',
  version: '',
});

/** The office that was open last on this page; what the address names is of it. */
let last: string | undefined;
export const wasOpenLast = (file: string): boolean => file === last;

export function showDesk(status: DeskStatus): void {
  if (status.open) last = status.file ?? undefined;
  // What was said of one office is nobody's business at the gate, nor in another.
  if (desk.isOpen && (!status.open || status.file !== desk.file)) forgetNotices();
  Object.assign(desk, {
    isKnown: true,
    isOpen: status.open,
    name: status.name ?? '',
    street: status.street ?? '',
    file: status.file ?? '',
    who: status.who ?? '',
    readOnly: status.read_only,
    mustSitDown: status.must_sit_down,
    recoveryWaits: status.recovery_waits,
    isMasked: status.settings?.masked ?? true,
    idleMinutes: status.settings?.idle_minutes ?? 15,
    today: status.today,
    version: status.version,
  });
}

export async function refreshDesk(): Promise<void> {
  try {
    showDesk(await call('desk_status', {}));
  } catch (error) {
    desk.isKnown = true;
    sayError(error);
  }
}

onShut(() => {
  if (desk.isOpen && !desk.mustSitDown) void refreshDesk();
});

/** The recovery key stands on paper. */
export async function confirmRecovery(): Promise<void> {
  try {
    showDesk(await call('recovery_confirm', {}));
  } catch (error) {
    sayError(error);
  }
}

/** The program shuts the file; the page only follows. A field being typed in is left first, as if one had gone to the next. */
export async function lock(): Promise<void> {
  if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
  // What that hands to the program goes out before the lock.
  await new Promise((done) => setTimeout(done));
  try {
    await call('office_lock', {});
  } catch (error) {
    sayError(error);
  }
  await refreshDesk();
}
