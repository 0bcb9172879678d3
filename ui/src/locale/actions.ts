// What a step did to a record, with its sign.
import type { RowAction } from '@/ipc/types';

export const rowActions: Record<RowAction, string> = {
  insert: '＋ 新增',
  update: '✎ 改动',
  delete: '✕ 去掉',
};
