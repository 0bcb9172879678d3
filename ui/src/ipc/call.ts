// One typed call for every command, and what the page does after each: nothing but hand the answer on.
import type { Commands } from './commands';
import { unhint } from '@/shared/notices';
import { transport } from './transport';

export type CommandName = keyof Commands;
export type Request<C extends CommandName> = Commands[C]['request'];
export type Answer<C extends CommandName> = Commands[C]['response'];

let waiting = 0;
/** Calls that wait for their answer stand on the document, for whoever measures or drives the page. */
function count(more: number): void {
  waiting += more;
  // Nothing waits any more: neither does anybody have to be told so.
  if (waiting === 0) unhint();
  document.documentElement.dataset.waiting = String(waiting);
}

export async function call<C extends CommandName>(command: C, request: Request<C>): Promise<Answer<C>> {
  count(1);
  try {
    return (await transport.call(command, request)) as Answer<C>;
  } finally {
    count(-1);
  }
}
