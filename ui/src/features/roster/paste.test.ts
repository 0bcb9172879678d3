import { expect, it } from 'vitest';
import { writeBlock } from '@/shared/clipboard';
import { readBlock, targets } from './paste';

it('a block of a spreadsheet keeps its rows and cells, and quoted line breaks stay inside their cell', () => {
  expect(readBlock('张三\t"夜班，\n先打电话"\r\n李四\t"说""好"""\r\n')).toEqual([
    ['张三', '夜班，\n先打电话'],
    ['李四', '说"好"'],
  ]);
  expect(readBlock('一格')).toEqual([['一格']]);
  expect(readBlock('甲\t\t丙')).toEqual([['甲', '', '丙']]);
  expect(readBlock('')).toEqual([]);
});

it('what is copied out comes back as it was', () => {
  const rows = [
    ['张三', '夜班，\n先打电话'],
    ['', 'a\tb'],
  ];
  expect(readBlock(writeBlock(rows))).toEqual(rows);
});

it('one value fills the chosen range, a block goes down from the corner', () => {
  expect(targets([['x']], { row: 2, column: 1 }, { rows: 2, columns: 2 })).toHaveLength(4);
  expect(targets([['a', 'b'], ['c']], { row: 5, column: 3 }, { rows: 1, columns: 1 })).toEqual([
    { row: 5, column: 3, value: 'a' },
    { row: 5, column: 4, value: 'b' },
    { row: 6, column: 3, value: 'c' },
  ]);
});
