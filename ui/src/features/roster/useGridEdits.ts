// What is typed, filled or pasted into the grid, handed to the program cell by cell. The grid itself keeps nothing: what is shown is
// what the program has.
import type { Ref } from 'vue';
import type { BeforeRangeSaveDataDetails, BeforeSaveDataDetails } from '@revolist/vue3-datagrid';
import { writeBlock } from '@/shared/clipboard';
import { desk } from '@/shared/desk';
import type { Cells, TableColumn } from './columns';
import { readBlock, targets, type Target } from './paste';
import type { CellEdits, RefusedCell, TypedCell } from './useCells';
import type { Table } from './useTable';

export interface GridEvent<T> extends Event {
  detail: T;
}
/** A range of the grid; rows and columns as they stand on the screen, the column for picking not counted. */
export interface Range {
  row: number;
  column: number;
  rows: number;
  columns: number;
}

/** Where a pasted block goes over the edge of the table. */
const nothing: TableColumn = { prop: 'door', name: '', size: 0, text: () => '' };

export interface GridEdits {
  chosen: () => Promise<Range | undefined>;
  typed: (event: GridEvent<BeforeSaveDataDetails>) => Promise<void>;
  typedRange: (event: GridEvent<BeforeRangeSaveDataDetails>) => Promise<void>;
  paste: (event: GridEvent<{ dataText: string; event: ClipboardEvent }>) => Promise<void>;
  copyBlock: (event: GridEvent<{ event: DataTransfer; data?: unknown[][] }>) => void;
}

export function useGridEdits(
  grid: () => HTMLRevoGridElement | undefined,
  shown: Ref<(TableColumn & { isPinned: boolean })[]>,
  { rows, total, load, refresh }: Table,
  { set }: CellEdits,
): GridEdits {
  async function chosen(): Promise<Range | undefined> {
    const range = await grid()?.getSelectedRange();
    if (!range) return undefined;
    const left = 1 + shown.value.filter((column) => column.isPinned).length;
    const column = (range.colType === 'colPinStart' ? 0 : left) + range.x - 1;
    return { row: range.y, column, rows: range.y1 - range.y + 1, columns: range.x1 - range.x + 1 };
  }
  /** What is there already needs no edit, so that rows copied out can be pasted back with one cell changed. */
  function typedCell(row: number, column: number, value: string): TypedCell[] {
    const person = rows.value[row];
    const its = shown.value[column];
    if (!person || !its || its.text(person) === value) return [];
    return [{ resident: person.id, label: `${person.door} ${person.name}`, column: its, value }];
  }
  const columnAt = (prop: unknown): number => shown.value.findIndex((column) => column.prop === prop);
  const rowOf = (model: Cells | undefined): number =>
    rows.value.findIndex((each) => each?.id === Number(model?.resident));
  const textOf = (value: unknown): string => String(value ?? '').trim();

  async function enter(cells: TypedCell[], refused: RefusedCell[] = []): Promise<void> {
    if (cells.length + refused.length === 0) return;
    await set(cells, refused);
    refresh();
  }
  function typed(event: GridEvent<BeforeSaveDataDetails>): Promise<void> {
    event.preventDefault();
    const { model, prop, val } = event.detail;
    return enter(typedCell(rowOf(model as Cells), columnAt(prop), textOf(val)));
  }
  function typedRange(event: GridEvent<BeforeRangeSaveDataDetails>): Promise<void> {
    event.preventDefault();
    const { data, models } = event.detail;
    return enter(
      Object.entries(data).flatMap(([index, change]) =>
        Object.entries(change as Cells).flatMap(([prop, value]) =>
          typedCell(rowOf(models[Number(index)] as Cells), columnAt(prop), textOf(value)),
        ),
      ),
    );
  }
  /** Values that fall on no cell are told too. */
  function outside({ row, column, value }: Target): RefusedCell[] {
    if (value === '' || (row < total.value && shown.value[column])) return [];
    const why = row < total.value ? '表里没有这么多列' : '表里没有这么多人；新的人请用“加一个人”或导入';
    const its = shown.value[column] ?? nothing;
    return [{ resident: 0, label: `第${row + 1}行`, column: its, value, why }];
  }
  /** A block of a spreadsheet: read as text, never as HTML, from the chosen corner across all columns that are shown. */
  async function paste(event: GridEvent<{ dataText: string; event: ClipboardEvent }>): Promise<void> {
    event.preventDefault();
    event.detail.event.preventDefault();
    const corner = await chosen();
    if (!corner || desk.readOnly) return;
    const found = targets(readBlock(event.detail.dataText), corner, corner);
    await load(corner.row, Math.min(total.value - 1, Math.max(...found.map(({ row }) => row))));
    // Nothing pasted into a column of the program's own says nothing, nor does it where one word has to stand.
    const said = found.filter(({ column, value }) => {
      const its = shown.value[column];
      return value !== '' || (its?.field && its.choice?.isMany !== false);
    });
    await enter(
      said.flatMap(({ row, column, value }) => typedCell(row, column, value)),
      said.flatMap(outside),
    );
  }
  function copyBlock(event: GridEvent<{ event: DataTransfer; data?: unknown[][] }>): void {
    const { data, event: clipboard } = event.detail;
    if (!data) return;
    event.preventDefault();
    clipboard.setData('text/plain', writeBlock(data.map((row) => row.map(textOf))));
  }
  return { chosen, typed, typedRange, paste, copyBlock };
}
