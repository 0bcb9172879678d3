// What the program tells the person: what was done last stands in the status line (a hint for a moment before
// it), errors stay above it until they are read.
import { reactive } from 'vue';
import { errorText } from '@/locale/errors';

export interface Notice {
  id: number;
  tone: 'done' | 'hint' | 'alarm';
  text: string;
  /** Offered beside the text, such as 撤销. */
  actions: NoticeAction[];
}

/** Something to do, or a room to go to. */
export type NoticeAction =
  { label: string; run: () => void } | { label: string; to: { name: string; query: Record<string, string> } };

export const notices = reactive<Notice[]>([]);
let next = 1;

function push(notice: Omit<Notice, 'id'>, seconds: number): void {
  const id = next++;
  // The newest of its kind is enough, and the same words twice say nothing more.
  for (const old of notices.filter((each) => each.tone === notice.tone || each.text === notice.text))
    if (old.tone !== 'alarm' || old.text === notice.text) dismiss(old.id);
  notices.splice(0, Math.max(0, notices.length - 3));
  notices.push({ ...notice, id });
  if (seconds > 0) setTimeout(() => dismiss(id), seconds * 1000);
}

export function dismiss(id: number): void {
  const at = notices.findIndex((notice) => notice.id === id);
  if (at >= 0) notices.splice(at, 1);
}

export function say(text: string, ...actions: (NoticeAction | undefined)[]): void {
  push({ tone: 'done', text, actions: actions.filter((action) => action !== undefined) }, 20);
}

/** Said for a moment, without taking the place of what was done and its 撤销. */
export function hint(text: string): void {
  push({ tone: 'hint', text, actions: [] }, 4);
}

/** What was said for a moment is over. */
export function unhint(): void {
  notices.filter((notice) => notice.tone === 'hint').forEach((notice) => dismiss(notice.id));
}

export function sayError(error: unknown): void {
  push({ tone: 'alarm', text: errorText(error), actions: [] }, 0);
}

export function forgetNotices(): void {
  notices.splice(0);
}

const bars = new Set<() => void>();

/** A bar in a room that says what was refused: `clear` puts it away. Returns how to forget it. */
export function addRefusal(clear: () => void): () => void {
  bars.add(clear);
  return () => bars.delete(clear);
}

/** Puts away all that was refused; whether there was anything. */
export function clearRefusals(): boolean {
  const alarms = notices.filter((notice) => notice.tone === 'alarm');
  const any = alarms.length > 0 || bars.size > 0;
  alarms.forEach((notice) => dismiss(notice.id));
  bars.forEach((clear) => clear());
  return any;
}
