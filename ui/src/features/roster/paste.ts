// A block copied from a spreadsheet, and the cells of the table it falls on. Pure.

/** Rows of cells; what a spreadsheet puts in quotes (line breaks, tabs, quotes) is one cell. */
export function readBlock(text: string): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  let cell = '';
  let isQuoted = false;
  const end = (): void => {
    row.push(cell);
    cell = '';
  };
  for (let at = 0; at < text.length; at++) {
    const sign = text[at] ?? '';
    if (isQuoted) {
      if (sign !== '"') cell += sign;
      else if (text[at + 1] === '"') cell += text[++at];
      else isQuoted = false;
    } else if (sign === '"' && cell === '') isQuoted = true;
    else if (sign === '\t') end();
    else if (sign === '\n') {
      end();
      rows.push(row);
      row = [];
    } else if (sign !== '\r') cell += sign;
  }
  if (cell !== '' || row.length > 0) {
    end();
    rows.push(row);
  }
  return rows.map((each) => each.map((value) => value.trim()));
}

export interface Target {
  row: number;
  column: number;
  value: string;
}

/** Where each value goes: from the corner on; one value or one row fills a chosen range, as in Excel. */
export function targets(
  block: string[][],
  corner: { row: number; column: number },
  range: { rows: number; columns: number },
): Target[] {
  const height = block.length;
  const width = Math.max(0, ...block.map((row) => row.length));
  if (height === 0 || width === 0) return [];
  const rows = range.rows % height === 0 ? Math.max(range.rows, height) : height;
  const columns = range.columns % width === 0 ? Math.max(range.columns, width) : width;
  const found: Target[] = [];
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      const value = block[row % height]?.[column % width];
      if (value !== undefined) found.push({ row: corner.row + row, column: corner.column + column, value });
    }
  }
  return found;
}
