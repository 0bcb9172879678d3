// One typed call for every command, and what the page does after each: nothing but hand the answer on.
import type { Commands } from './commands';
import { transport } from './transport';

export type CommandName = keyof Commands;
export type Request<C extends CommandName> = Commands[C]['request'];
export type Answer<C extends CommandName> = Commands[C]['response'];

export async function call<C extends CommandName>(command: C, request: Request<C>): Promise<Answer<C>> {
  return (await transport.call(command, request)) as Answer<C>;
}
