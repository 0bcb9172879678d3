// Paper: a PDF saved under a name, or the page itself through the system's printing.
import type { Paper } from '@/ipc/types';
import { exportFile, printFile } from './exports';

export function savePaper(paper: Paper, name: string, unmasked = false): Promise<void> {
  return exportFile('print_paper', { paper, unmasked }, `${name}.pdf`);
}

/** The same, opened where the system prints it. */
export function printPaper(paper: Paper, name: string, unmasked = false): Promise<void> {
  return printFile('print_paper', { paper, unmasked }, `${name}.pdf`);
}

/** Prints what stands on the page; `print.css` leaves the frame out. */
export function printPage(): void {
  window.print();
}
