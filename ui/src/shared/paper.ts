// Paper: a PDF saved under a name, or opened where the system prints it.
import type { Paper } from '@/ipc/types';
import { exportFile, printFile } from './exports';

export function savePaper(paper: Paper, name: string, unmasked = false): Promise<void> {
  return exportFile('print_paper', { paper, unmasked }, `${name}.pdf`);
}

/** The same, opened where the system prints it. */
export function printPaper(paper: Paper, name: string, unmasked = false): Promise<void> {
  return printFile('print_paper', { paper, unmasked }, `${name}.pdf`);
}
