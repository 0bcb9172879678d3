// Cells typed or pasted into the table: all of them in one step, through the same door as a field of the household. What is refused is
// kept with its reason, so that nothing typed is lost.
import { ref, type Ref } from 'vue';
import { call } from '@/ipc/call';
import { errorText } from '@/locale/errors';
import { say } from '@/shared/notices';
import { undo } from '@/shared/undo';
import type { TableColumn } from './columns';

export interface TypedCell {
  resident: number;
  /** Who and where, for the list of what was refused. */
  label: string;
  column: TableColumn;
  value: string;
}

export interface RefusedCell extends TypedCell {
  why: string;
}

export interface CellEdits {
  refused: Ref<RefusedCell[]>;
  isWorking: Ref<boolean>;
  /** Those that cannot be set are told with those refused already. */
  set: (cells: TypedCell[], refusedAlready?: RefusedCell[]) => Promise<void>;
}

export function useCells(): CellEdits {
  const refused = ref<RefusedCell[]>([]);
  const isWorking = ref(false);

  async function set(typed: TypedCell[], refusedAlready: RefusedCell[] = []): Promise<void> {
    isWorking.value = true;
    const failed = [...refusedAlready];
    const cells: (TypedCell & { field: string })[] = [];
    for (const cell of typed) {
      const { field } = cell.column;
      if (field) cells.push({ ...cell, field });
      else failed.push({ ...cell, why: '这一列不能在表里改' });
    }
    try {
      if (cells.length > 0) {
        const asked = cells.map(({ resident, field, value }) => ({ resident, field, value }));
        const answer = await call('cells_set', { cells: asked });
        for (const { index, why } of answer.refused) {
          const cell = cells[index];
          if (cell) failed.push({ ...cell, why });
        }
        const { operation } = answer;
        const done = cells.length - answer.refused.length;
        const one = cells[0];
        const what = cells.length === 1 && one ? `${one.label}的${one.column.name}已改` : `${done} 格已改`;
        if (operation !== null)
          say(failed.length > 0 ? `${what}，${failed.length} 格没有收` : what, {
            label: '撤销',
            run: () => void undo(operation),
          });
      }
    } catch (failure) {
      failed.push(...cells.map((cell) => ({ ...cell, why: errorText(failure) })));
    }
    refused.value = failed;
    isWorking.value = false;
  }
  return { refused, isWorking, set };
}
