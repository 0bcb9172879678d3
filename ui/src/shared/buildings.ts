// Buildings by their rows: their names, and the 小区 they stand in when the office has several. Asked for once by each page: buildings
// hardly change, and scans come quickly.
import { computed, shallowRef, type ComputedRef } from 'vue';
import type { PlaceBuilding } from '@/ipc/types';
import { call } from '@/ipc/call';
import { buildingName } from './format';
import { sayError } from './notices';

type Place = Pick<PlaceBuilding, 'id' | 'name' | 'compound'>;

export interface Buildings {
  /** All whose address could be read, in the office's order. */
  all: ComputedRef<PlaceBuilding[]>;
  /** 12号楼; with its 小区 where that is needed to tell it from others. */
  nameOf: (id: number | null) => string;
  /** By 小区 in their order; one group without a name when there is only one. */
  grouped: <T>(items: readonly T[], idOf: (item: T) => number | null) => [string, T[]][];
}

export function nameIn(places: readonly Place[], id: number | null): string {
  const found = places.find((each) => each.id === id);
  if (!found) return '';
  const isAlike = places.filter((each) => each.name === found.name).length > 1;
  return `${isAlike && found.compound ? `${found.compound} ` : ''}${buildingName(found.name)}`;
}

export function groupIn<T>(
  places: readonly Place[],
  items: readonly T[],
  idOf: (item: T) => number | null,
): [string, T[]][] {
  const isSeveral = new Set(places.map((each) => each.compound)).size > 1;
  const compounds = new Map(places.map((each) => [each.id, each.compound]));
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const compound = (isSeveral && compounds.get(idOf(item))) || '';
    groups.set(compound, [...(groups.get(compound) ?? []), item]);
  }
  return [...groups];
}

export function useBuildings(): Buildings {
  const places = shallowRef<PlaceBuilding[]>([]);
  call('places', {}).then((answer) => (places.value = answer.buildings), sayError);
  const all = computed(() => places.value.filter((each) => each.id !== null));
  const names = computed(() => new Map(all.value.map(({ id }) => [id, nameIn(all.value, id)])));
  return {
    all,
    nameOf: (id) => names.value.get(id) ?? '',
    grouped: (items, idOf) => groupIn(all.value, items, idOf),
  };
}
