// Lines read aloud 口报, one after another: each waits its turn, none is lost, and each speaks of the building the one before spoke of.
import { reactive, ref, type Ref } from 'vue';
import type { MarkedDoor } from '@/ipc/types';
import { call } from '@/ipc/call';
import { errorText } from '@/locale/errors';
import { hint, say } from '@/shared/notices';
import { undo } from '@/shared/undo';
import { useQueue } from '../day/checkin/queue';
import { doorsInWords, peopleIn, troubleIn } from './marked';

export interface Line {
  key: number;
  text: string;
  /** Of which building it speaks when it names none. */
  context: Context;
  state: 'waiting' | 'done' | 'known' | 'refused' | 'undone';
  doors: MarkedDoor[];
  /** Why it was refused. */
  why: string;
  operation: number | null;
}

export interface Context {
  building: number | null;
  name: string;
}

export interface Marking {
  /** Newest first. */
  lines: Line[];
  /** Lines on their way. */
  waiting: Readonly<Ref<number>>;
  /** What a line without a building will speak of. */
  context: Ref<Context>;
  take: (text: string) => void;
  undoLine: (line: Line) => Promise<void>;
  /** Takes a refused line out of the list, to be typed again. */
  recall: (line: Line) => string;
}

const kept = 30;
export const nowhere: Context = { building: null, name: '' };

export function useMarking(round: () => number, spoke: (building: number | undefined) => void): Marking {
  const lines = reactive<Line[]>([]);
  const context = ref<Context>(nowhere);
  let next = 1;

  async function handle(key: number): Promise<void> {
    const line = lines.find((each) => each.key === key);
    if (!line) return;
    line.context = context.value;
    try {
      const request = { round: round(), line: line.text, building: context.value.building };
      const answer = await call('round_mark', request);
      const name = answer.doors.at(-1)?.building ?? '';
      // A line that was refused moves on as well: what follows it is never taken for the building before.
      context.value = answer.building === null ? nowhere : { building: answer.building, name };
      const { recorded, operation } = answer;
      if (!recorded && answer.doors.length + answer.strange.length === 0) {
        // Only a building: nothing to list.
        context.value = { building: answer.building, name: line.text };
        lines.splice(lines.indexOf(line), 1);
        return;
      }
      line.doors = answer.doors;
      line.operation = operation;
      line.state = recorded ? (operation === null ? 'known' : 'done') : 'refused';
      if (!recorded) {
        line.why = troubleIn(answer);
        return;
      }
      spoke(answer.building ?? undefined);
      const words = `${doorsInWords(answer.doors)}（${peopleIn(answer.doors)} 人）`;
      // Nothing new does not push aside what was done, and its 撤销.
      if (operation === null) hint(`原来就是这样：${words}`);
      else say(`已登记：${words}`, { label: '撤销', run: () => void undoLine(line) });
    } catch (failure) {
      line.state = 'refused';
      line.why = errorText(failure);
    }
  }
  const queue = useQueue(handle);

  async function undoLine(line: Line): Promise<void> {
    if (line.operation !== null && (await undo(line.operation))) line.state = 'undone';
  }
  return {
    lines,
    waiting: queue.waiting,
    context,
    take(text) {
      const key = next++;
      const line: Line = {
        key,
        text,
        context: nowhere,
        state: 'waiting',
        doors: [],
        why: '',
        operation: null,
      };
      lines.unshift(line);
      // What was refused stays until it is dealt with.
      const settled = lines.filter((each) => each.state !== 'refused' && each.state !== 'waiting');
      const old = settled.at(-1);
      if (lines.length > kept && old) lines.splice(lines.indexOf(old), 1);
      queue.push(key);
    },
    undoLine,
    recall(line) {
      lines.splice(lines.indexOf(line), 1);
      context.value = line.context;
      return line.text;
    },
  };
}
