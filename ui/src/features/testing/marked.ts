// What the program understood of a line read aloud, in a few words. Pure.
import type { Marked, MarkedDoor } from '@/ipc/types';
import { buildingName, roomName } from '@/shared/format';

/** 12号楼 2-301室 */
export function doorName(door: MarkedDoor): string {
  const building = door.building ? `${buildingName(door.building)} ` : '';
  return `${building}${door.unit ? `${door.unit}-` : ''}${door.room ? roomName(door.room) : ''}`.trim();
}

/** 12号楼 301室、302室 */
export function doorsInWords(doors: MarkedDoor[]): string {
  const first = doors.slice(0, 3).map(doorName).join('、');
  return doors.length > 3 ? `${first}等 ${doors.length} 处` : first;
}

export const peopleIn = (doors: MarkedDoor[]): number =>
  doors.reduce((sum, door) => sum + door.residents.length, 0);

/** Long nonsense, as a scanner may type it, shortened. */
export const short = (word: string): string => (word.length > 24 ? `${word.slice(0, 24)}…` : word);

/** Why nothing was recorded. */
export function troubleIn(answer: Pick<Marked, 'doors' | 'strange'>): string {
  const problems = answer.doors.flatMap((door) => door.problem ?? []);
  const strange = answer.strange.map((word) => `“${short(word)}”看不懂`);
  return [...problems, ...strange].join('；') || '没有看懂，没有登记。先写楼号，再写房号，如 12 301。';
}
