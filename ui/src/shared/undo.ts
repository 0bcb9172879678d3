// Taking the last operation back and bringing it again, and saying by name what it was.
import { call } from '@/ipc/call';
import { say, sayError } from './notices';

/** Whether it was taken back. */
export async function undo(operation: number | null = null): Promise<boolean> {
  return reverse('undo', operation);
}

export async function redo(operation: number | null = null): Promise<boolean> {
  return reverse('redo', operation);
}

async function reverse(command: 'undo' | 'redo', operation: number | null): Promise<boolean> {
  try {
    const { reversed, kept } = await call(command, { operation });
    const word = command === 'undo' ? '已撤销' : '已恢复';
    const left = kept.length > 0 ? `；后来又改过的 ${kept.length} 处保留不动` : '';
    // What a redo takes back is itself an undo, named after what it undid.
    const what = reversed.summary.replace(/^撤销：/, '');
    say(`${word}：${what}${left}`, {
      label: command === 'undo' ? '恢复' : '撤销',
      run: () => void (command === 'undo' ? redo() : undo()),
    });
    return true;
  } catch (error) {
    sayError(error);
    return false;
  }
}
