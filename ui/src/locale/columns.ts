// Chinese for the columns that a history shows. What is not here is the program's own bookkeeping and is not shown.
const names: Record<string, string> = {
  name: '姓名',
  id_number: '证件号',
  id_raw: '证件原文',
  sex: '性别',
  birth: '出生',
  relation: '关系',
  phone: '电话',
  number: '号码',
  remark: '备注',
  state: '状态',
  since: '从',
  until: '到',
  reason: '原因',
  kind: '类别',
  evidence: '依据',
  address_raw: '地址原文',
  household_id: '户号',
};

export function columnName(column: string): string | undefined {
  return names[column];
}
