// One typed call for every command. What the page does after each: hand the answer on, and follow when the office is shut.
import type { Commands } from './commands';
import { unhint } from '@/shared/notices';
import { CallError } from './errors';
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

const followers = new Set<() => unknown>();
/** Calls `follow` when an answer says that the office was locked, or waits for somebody to sit down: perhaps from another page. */
export function onShut(follow: () => unknown): void {
  followers.add(follow);
}
const shut = new Set(['locked', 'must_sit_down']);
/** Whether this was refused only because the office is shut: the gate says so, and nothing was wrong with it. */
export const isShut = (failure: unknown): boolean => failure instanceof CallError && shut.has(failure.code);

export async function call<C extends CommandName>(command: C, request: Request<C>): Promise<Answer<C>> {
  count(1);
  try {
    return (await transport.call(command, request)) as Answer<C>;
  } catch (failure) {
    if (isShut(failure)) followers.forEach((follow) => follow());
    throw failure;
  } finally {
    count(-1);
  }
}
