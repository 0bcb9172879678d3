// Cells typed or pasted into the table: each goes through the same door as a field of the household. What is refused is kept with its
// reason, so that nothing typed is lost; all of it is taken back together.
import { ref, type Ref } from 'vue';
import { call } from '@/ipc/call';
import { errorText } from '@/locale/errors';
import { say } from '@/shared/notices';
import { undo } from '@/shared/undo';
import { work } from '@/shared/work';
import type { TableColumn } from './columns';

export interface TypedCell {
  resident: number;
  /** Who and where, for the list of what was refused. */
  label: string;
  column: TableColumn;
  value: string;
  /** Why it cannot be typed in now. */
  closed?: string;
}

export interface RefusedCell extends TypedCell {
  why: string;
}

export interface CellEdits {
  refused: Ref<RefusedCell[]>;
  isWorking: Ref<boolean>;
  /** Hands over one after the other. */
  set: (cells: TypedCell[]) => Promise<void>;
}

async function setOne({ resident, column, value }: TypedCell): Promise<number | null> {
  if (column.field === 'phones') {
    const phones = value.split(/[、,，;；\s]+/).filter(Boolean);
    return (await call('phones_set', { resident, phones })).operation;
  }
  return (await call('resident_set', { resident, field: column.field ?? '', value })).operation;
}

export function useCells(): CellEdits {
  const refused = ref<RefusedCell[]>([]);
  const isWorking = ref(false);
  let isStopped = false;
  const stop = (): void => void (isStopped = true);

  async function takeBack(operations: number[]): Promise<void> {
    for (const operation of [...operations].reverse()) await undo(operation);
    if (operations.length > 1) say(`已撤销：${operations.length} 格的改动`);
  }
  async function set(cells: TypedCell[]): Promise<void> {
    isWorking.value = true;
    isStopped = false;
    const operations: number[] = [];
    const failed: RefusedCell[] = [];
    for (const [at, cell] of cells.entries()) {
      if (isStopped) {
        failed.push(...cells.slice(at).map((each) => ({ ...each, why: '停下时还没轮到' })));
        break;
      }
      if (cells.length > 20) work.value = { label: '正在写进表格', done: at, total: cells.length, stop };
      const closed = cell.column.field ? cell.closed : '这一列不能在表里改';
      if (closed) {
        failed.push({ ...cell, why: closed });
        continue;
      }
      try {
        const operation = await setOne(cell);
        if (operation !== null) operations.push(operation);
      } catch (failure) {
        failed.push({ ...cell, why: errorText(failure) });
      }
    }
    work.value = undefined;
    refused.value = failed;
    isWorking.value = false;
    const one = cells[0];
    const what =
      cells.length === 1 && one ? `${one.label}的${one.column.name}已改` : `${operations.length} 格已改`;
    if (operations.length > 0)
      say(failed.length > 0 ? `${what}，${failed.length} 格没有收` : what, {
        label: '撤销',
        run: () => void takeBack(operations),
      });
  }
  return { refused, isWorking, set };
}
