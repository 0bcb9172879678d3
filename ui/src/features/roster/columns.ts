// The columns of the roster's table: what each shows, how wide, by what the program sorts it, whether it can be typed in. Pure.
import type { RosterRow, SortBy, TableColumn as TableColumnCode } from '@/ipc/types';
import { presenceStates } from '@/locale/presence';
import { tagKinds } from '@/locale/tags';
import type { Choice } from './choice';

export interface TableColumn {
  prop: TableColumnCode;
  name: string;
  size: number;
  sort?: SortBy;
  /** What it shows grows when that shrinks: the younger was born later. */
  isReversed?: boolean;
  /** Field that a typed text sets; phones and tags are set as a list. */
  field?: string;
  /** Words to choose from in the cell. */
  choice?: Choice;
  isNumber?: boolean;
  text: (row: RosterRow) => string;
}

export const tableColumns: TableColumn[] = [
  {
    prop: 'door',
    name: '房屋',
    size: 136,
    sort: 'door',
    text: (row) => row.door,
  },
  {
    prop: 'name',
    name: '姓名',
    size: 88,
    sort: 'name',
    field: 'name',
    text: (row) => row.name,
  },
  { prop: 'sex', name: '性别', size: 64, sort: 'sex', field: 'sex', text: (row) => row.sex ?? '' },
  {
    prop: 'age',
    name: '年龄',
    size: 64,
    isNumber: true,
    sort: 'birth',
    isReversed: true,
    text: (row) => String(row.age ?? ''),
  },
  {
    prop: 'relation',
    name: '关系',
    size: 74,
    sort: 'relation',
    field: 'relation',
    text: (row) => row.relation ?? '',
  },
  {
    prop: 'presence',
    name: '在住',
    size: 84,
    field: 'presence',
    choice: { words: presenceStates.map((each) => each.name), isMany: false },
    text: (row) => row.presence,
  },
  {
    prop: 'phones',
    name: '电话',
    size: 122,
    field: 'phones',
    text: (row) => row.phones.join('、'),
  },
  {
    prop: 'tags',
    name: '重点',
    size: 170,
    field: 'tags',
    choice: { words: tagKinds.map((each) => each.name), isMany: true },
    text: (row) => row.tags.join('、'),
  },
  {
    prop: 'id',
    name: '证件号',
    size: 172,
    sort: 'id_number',
    field: 'id_number',
    text: (row) => idText(row),
  },
  {
    prop: 'birth',
    name: '出生',
    size: 104,
    sort: 'birth',
    field: 'birth',
    text: (row) => row.birth_date ?? '',
  },
  { prop: 'remark', name: '备注', size: 200, field: 'remark', text: (row) => row.remark ?? '' },
  {
    prop: 'residence',
    name: '人员类型',
    size: 100,
    field: 'residence_type',
    text: (row) => row.residence_type ?? '',
  },
  { prop: 'employer', name: '工作单位', size: 130, field: 'employer', text: (row) => row.employer ?? '' },
  { prop: 'household', name: '户号', size: 90, text: (row) => row.household_number ?? '' },
  {
    prop: 'registered',
    name: '户籍地址',
    size: 160,
    field: 'registered',
    text: (row) => row.registered ?? '',
  },
  { prop: 'label', name: '房屋标签', size: 90, text: (row) => row.room_label ?? '' },
  { prop: 'verified', name: '核实', size: 104, sort: 'verified', text: (row) => row.verified_on ?? '' },
];

function idText(row: RosterRow): string {
  const id = row.id_number ?? row.id_raw ?? '';
  return id + (row.id_number || !id ? '' : '（待核）');
}

export type Cells = Record<string, string | number>;

/** A row that has not come yet. */
export const waiting: Cells = Object.freeze({ door: '……' }) as Cells;

export function cells(row: RosterRow): Cells {
  const all: Cells = { resident: row.id };
  for (const column of tableColumns) all[column.prop] = column.text(row);
  return all;
}
