// Rows handed to the clipboard as a spreadsheet takes them.
import { sayError, say } from './notices';

/** Rows of cells as text: tabs between cells, quotes only where a cell needs them. */
export function writeBlock(rows: string[][]): string {
  const cell = (value: string): string =>
    /["\t\n]/.test(value) ? `"${value.replaceAll('"', '""')}"` : value;
  return rows.map((row) => row.map(cell).join('\t')).join('\n');
}

export async function copyRows(rows: string[][], what: string): Promise<void> {
  try {
    await navigator.clipboard.writeText(writeBlock(rows));
    say(`已复制：${what}，可以贴到 Excel 或微信里`);
  } catch (error) {
    sayError(error);
  }
}
