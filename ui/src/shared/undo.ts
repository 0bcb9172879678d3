// Taking operations back and bringing them again, by number, and saying by name what it was.
import { ref } from 'vue';
import type { Operation } from '@/ipc/types';
import { call } from '@/ipc/call';
import { count } from './format';
import { hint, say, sayError, type NoticeAction } from './notices';

/** Operations that touched more records than this are not taken back by one key. */
const many = 200;

/** What would be taken back, when that is asked about first. */
export const asked = ref<Operation>();

export function asksFirst(operation: Operation): boolean {
  return operation.kind === 'import' || operation.changes > many;
}

/** What Ctrl+Z does: takes the last step back, or asks first when that is a whole import. */
export async function undoLast(): Promise<void> {
  if (asked.value) return;
  try {
    const next = await call('undo_next', {});
    if (next && asksFirst(next)) asked.value = next;
    else await reverse('undo', next?.id ?? null);
  } catch (error) {
    sayError(error);
  }
}

/** What Ctrl+Y does. */
export const redoLast = (): Promise<boolean> => reverse('redo', null);

/** Whether it was taken back. */
export const undo = (operation: number): Promise<boolean> => reverse('undo', operation);

export const redo = (operation: number): Promise<boolean> => reverse('redo', operation);

async function reverse(command: 'undo' | 'redo', wanted: number | null): Promise<boolean> {
  try {
    const { operation, reversed, kept } = await call(command, { operation: wanted });
    // What a redo takes back is itself an undo, named after what it undid.
    const what = reversed.summary.replace(/^撤销：/, '');
    if (operation === null && kept.length > 0) {
      const word = command === 'undo' ? '撤销' : '恢复';
      hint(`没有${word}：${what}。它的 ${count(kept.length)} 处，后来的资料都还要用到`);
      return false;
    }
    const look: NoticeAction | undefined =
      kept.length > 0 && operation !== null
        ? {
            label: `后来又改过的 ${count(kept.length)} 处没动，看是哪些`,
            to: { name: 'history', query: { kept: String(operation) } },
          }
        : undefined;
    if (command === 'undo')
      say(`已撤销：${what}`, look, { label: '恢复', run: () => void redo(reversed.id) });
    else {
      const back = reversed.reverses;
      say(`已恢复：${what}`, look, back === null ? undefined : { label: '撤销', run: () => void undo(back) });
    }
    return true;
  } catch (error) {
    sayError(error);
    return false;
  }
}
