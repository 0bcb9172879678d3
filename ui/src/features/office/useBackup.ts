// A backup made now, from whichever page it is asked for.
import { ref, type Ref } from 'vue';
import { call } from '@/ipc/call';
import { changed } from '@/ipc/events';
import { errorText } from '@/locale/errors';
import { say } from '@/shared/notices';

export function useBackup(): { backUp: () => Promise<void>; error: Ref<string>; isWorking: Ref<boolean> } {
  const error = ref('');
  const isWorking = ref(false);
  async function backUp(): Promise<void> {
    isWorking.value = true;
    try {
      await call('backup_now', {});
      error.value = '';
      say('备份做好了，并且打开验过');
    } catch (failure) {
      error.value = errorText(failure);
    } finally {
      isWorking.value = false;
      // Whatever shows backups, or where they go, looks again.
      changed();
    }
  }
  return { backUp, error, isWorking };
}
