import { expect, it } from 'vitest';
import { ref, shallowRef } from 'vue';
import type { RosterRow } from '@/ipc/types';
import { tableColumns } from './columns';
import { useGridEdits, type GridEvent } from './useGridEdits';
import type { RefusedCell, TypedCell } from './useCells';

const row = (id: number, name: string): RosterRow => ({
  id,
  name,
  door: `1号楼${id}室`,
  household: id,
  compound: null,
  building: '1',
  unit: '',
  room: String(id),
  address_raw: null,
  id_type: null,
  id_number: null,
  id_raw: null,
  sex: '男',
  birth_date: null,
  phones: [],
  relation: null,
  presence: '在住',
  tags: [],
  remark: null,
  age: 50,
  residence_type: null,
  registered: null,
  employer: null,
  room_label: null,
  household_number: null,
  verified_on: null,
});

/** The edits of a table of these rows, and what they hand over; the grid's range starts at this row and column. */
function table(rows: RosterRow[], corner: { row: number; prop: string }) {
  const shown = tableColumns.map((column) => ({ ...column, isPinned: column.prop === 'door' }));
  const handed: { cells: TypedCell[]; refused: RefusedCell[] } = { cells: [], refused: [] };
  const x = shown.findIndex((column) => column.prop === corner.prop) - 1;
  const range = { x, x1: x, y: corner.row, y1: corner.row, colType: 'rgCol', rowType: 'rgRow' };
  const grid = { getSelectedRange: () => Promise.resolve(range) } as unknown as HTMLRevoGridElement;
  const edits = useGridEdits(
    () => grid,
    ref(shown),
    {
      rows: shallowRef(rows),
      total: ref(rows.length),
      isLoaded: ref(true),
      error: ref(''),
      see: () => undefined,
      load: () => Promise.resolve(),
      refresh: () => undefined,
      people: () => Promise.resolve([]),
    },
    {
      refused: ref([]),
      isWorking: ref(false),
      set(cells, refused = []) {
        Object.assign(handed, { cells, refused });
        return Promise.resolve();
      },
    },
  );
  return { edits, handed };
}
const pasted = (dataText: string): GridEvent<{ dataText: string; event: ClipboardEvent }> =>
  Object.assign(new Event('beforepaste', { cancelable: true }), {
    detail: { dataText, event: new Event('paste') as ClipboardEvent },
  });

it('a block goes from the corner over the columns on the screen; what is there already is no edit', async () => {
  const { edits, handed } = table([row(101, '张三'), row(102, '李四')], { row: 0, prop: 'name' });
  await edits.paste(pasted('张三\t女\n李四儿\t男'));
  expect(handed.cells.map((cell) => [cell.label, cell.column.name, cell.value])).toEqual([
    ['1号楼101室 张三', '性别', '女'],
    ['1号楼102室 李四', '姓名', '李四儿'],
  ]);
  expect(handed.refused).toEqual([]);
});

it('what falls below the last row is told with what was typed, so that nothing is lost', async () => {
  const { edits, handed } = table([row(101, '张三')], { row: 0, prop: 'name' });
  await edits.paste(pasted('张三丰\n王五'));
  expect(handed.cells.map((cell) => cell.value)).toEqual(['张三丰']);
  expect(handed.refused.map((cell) => [cell.label, cell.value])).toEqual([['第2行', '王五']]);
});

it('a blank over a column of the program says nothing, a text there is handed over to be refused', async () => {
  const { edits, handed } = table([row(101, '张三')], { row: 0, prop: 'age' });
  await edits.paste(pasted(''));
  expect(handed.cells).toEqual([]);
  await edits.paste(pasted('33'));
  expect(handed.cells.map((cell) => cell.column.name)).toEqual(['年龄']);
});
