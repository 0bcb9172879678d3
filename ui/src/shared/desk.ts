// The desk: which office is open and who sits there. The program knows; the page only shows it.
import { reactive } from 'vue';
import { call } from '@/ipc/call';
import { sayError } from './notices';

export const desk = reactive({
  isKnown: false,
  isOpen: false,
  name: '',
  file: '',
  who: '',
  readOnly: false,
  today: '',
});

export async function refreshDesk(): Promise<void> {
  try {
    const status = await call('desk_status', {});
    Object.assign(desk, {
      isKnown: true,
      isOpen: status.open,
      name: status.name ?? '',
      file: status.file ?? '',
      who: status.who ?? '',
      readOnly: status.read_only,
      today: status.today,
    });
  } catch (error) {
    desk.isKnown = true;
    sayError(error);
  }
}

/** The program shuts the file; the page only follows. */
export async function lock(): Promise<void> {
  try {
    await call('office_lock', {});
  } catch (error) {
    sayError(error);
  }
  await refreshDesk();
}
