// The last marks of each round while the office is open: who goes to another page and comes back can still take them back. Names do not
// outlast the lock.
import { reactive, watch } from 'vue';
import { desk } from '@/shared/desk';
import type { Mark } from './marks';

const rounds = new Map<number, Mark[]>();
watch(
  () => [desk.isOpen, desk.file],
  () => rounds.clear(),
);

/** Of one round, newest first. */
export function marksOf(round: number): Mark[] {
  const known = rounds.get(round) ?? reactive<Mark[]>([]);
  rounds.set(round, known);
  return known;
}

let next = 1;
export const nextKey = (): number => next++;
