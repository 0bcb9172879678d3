// What the program says by itself: what changed, and how far long work is. One connection for the whole page.
import { CallError } from './errors';
import { hint } from '@/shared/notices';
import { work } from '@/shared/work';
import { transport, type ProgramEvent } from './transport';

type Hear = () => unknown;
const hearers = new Set<Hear>();
let waiting = 0;

/** Calls `hear` after anything in the office changed. Returns how to stop. */
export function onChanged(hear: Hear): () => void {
  hearers.add(hear);
  return () => hearers.delete(hear);
}

/** Many changes in a row are one. */
export function changed(): void {
  window.clearTimeout(waiting);
  waiting = window.setTimeout(() => hearers.forEach((hear) => hear()), 30);
}

export interface Hearers {
  /** The office was locked or opened, or somebody sat down. */
  desk: () => unknown;
  trouble: (error: CallError) => unknown;
}

function take(event: ProgramEvent, hear: Hearers): void {
  if (event.kind === 'progress') {
    work.value = {
      label: String(event.label ?? ''),
      done: Number(event.done ?? 0),
      total: Number(event.total ?? 0),
    };
  } else if (event.kind === 'finished') {
    work.value = undefined;
  } else if (event.kind === 'changed') {
    changed();
  } else if (event.kind === 'waiting') {
    hint('前面的事还没做完，这一步排着，轮到就做。');
  } else if (event.kind === 'locked' || event.kind === 'desk') {
    hear.desk();
  } else if (event.kind === 'trouble') {
    hear.trouble(new CallError(String(event.code), String(event.message)));
    changed();
  }
}

/** Listens until told to stop. */
export function listen(hear: Hearers): () => void {
  return transport.listen((event) => take(event, hear));
}
