// The columns of the roster's table: what each shows, how wide, by what the program sorts it, whether it can be typed in. Pure.
import type { RosterRow, SortBy } from '@/ipc/types';
import { door, maskId, maskPhone } from '@/shared/format';

export interface TableColumn {
  prop: string;
  name: string;
  size: number;
  sort?: SortBy;
  /** Field that a typed text sets; "phones" is set as a list. */
  field?: string;
  isNumber?: boolean;
  /** Typing needs the whole text, so not while it is masked. */
  isMasked?: boolean;
  text: (row: RosterRow, masked: boolean) => string;
}

export const tableColumns: TableColumn[] = [
  {
    prop: 'door',
    name: '房屋',
    size: 136,
    sort: 'door',
    text: (row) => door(row.building, row.unit, row.room),
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
  { prop: 'presence', name: '在住', size: 84, text: (row) => row.presence },
  {
    prop: 'phones',
    name: '电话',
    size: 122,
    field: 'phones',
    isMasked: true,
    text: (row, masked) => row.phones.map((each) => (masked ? maskPhone(each) : each)).join('、'),
  },
  { prop: 'tags', name: '重点', size: 170, text: (row) => row.tags.join('、') },
  {
    prop: 'id',
    name: '证件号',
    size: 172,
    sort: 'id_number',
    field: 'id_number',
    isMasked: true,
    text: (row, masked) => idText(row, masked),
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
  { prop: 'label', name: '房屋标签', size: 90, text: (row) => row.room_label ?? '' },
  { prop: 'verified', name: '核实', size: 104, sort: 'verified', text: (row) => row.verified_on ?? '' },
];

function idText(row: RosterRow, masked: boolean): string {
  const id = row.id_number ?? row.id_raw ?? '';
  return (masked ? maskId(id) : id) + (row.id_number || !id ? '' : '（待核）');
}

export type Cells = Record<string, string | number>;

/** A row that has not come yet. */
export const waiting: Cells = Object.freeze({ door: '……' }) as Cells;

export function cells(row: RosterRow, masked: boolean): Cells {
  const all: Cells = { resident: row.id };
  for (const column of tableColumns) all[column.prop] = column.text(row, masked);
  return all;
}
