// Writing a file for the person: the program makes it, the browser saves it under the name given here.
import { call, type CommandName, type Request } from '@/ipc/call';
import { CallError } from '@/ipc/errors';
import { transport } from '@/ipc/transport';
import { say, sayError } from './notices';

type Exporting = Extract<
  CommandName,
  | 'report_daily'
  | 'export_roster'
  | 'export_calls'
  | 'export_residents'
  | 'table_export'
  | 'print_roster'
  | 'print_paper'
>;

/** Writes a PDF and opens it where it is printed; where that is not let happen it is saved. */
export async function printFile<C extends Exporting>(
  command: C,
  request: Omit<Request<C>, 'file'>,
  name: string,
): Promise<void> {
  try {
    const answer = await call(command, { ...request, file: name } as Request<C>);
    if (!answer.file) return;
    if (await isShown(answer.file)) return say(`已打开：${name}，在打开的窗口里打印`);
    const saved = await transport.save(answer.file, name);
    if (saved) say(`已导出：${saved}`);
  } catch (error) {
    sayError(error);
  }
}

/** A computer without a reader of PDFs is no reason to lose the paper: the person is told, and it is saved. */
async function isShown(handle: string): Promise<boolean> {
  try {
    return await transport.show(handle);
  } catch (error) {
    if (!(error instanceof CallError && error.code === 'no_reader')) throw error;
    sayError(error);
    return false;
  }
}

export async function exportFile<C extends Exporting>(
  command: C,
  request: Omit<Request<C>, 'file'>,
  name: string,
): Promise<void> {
  try {
    const answer = await call(command, { ...request, file: name } as Request<C>);
    const saved = answer.file && (await transport.save(answer.file, name));
    if (saved) say(`已导出：${saved}`);
  } catch (error) {
    sayError(error);
  }
}
