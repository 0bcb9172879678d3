// Buildings by their rows: their names, and the 小区 they stand in when the office has several. Asked for once by each page: buildings
// hardly change, and scans come quickly.
import { computed, shallowRef, type ComputedRef } from 'vue';
import type { PlaceBuilding } from '@/ipc/types';
import { call } from '@/ipc/call';
import { buildingName } from './format';
import { sayError } from './notices';

export interface Buildings {
  /** All whose address could be read, in the office's order. */
  all: ComputedRef<PlaceBuilding[]>;
  /** 12号楼; with its 小区 where that is needed to tell it from others. */
  nameOf: (id: number | null) => string;
  /** By 小区 in their order; one group without a name when there is only one. */
  grouped: <T>(items: readonly T[], idOf: (item: T) => number | null) => [string, T[]][];
}

export function useBuildings(): Buildings {
  const places = shallowRef<PlaceBuilding[]>([]);
  call('places', {}).then((answer) => (places.value = answer.buildings), sayError);
  const all = computed(() => places.value.filter((each) => each.id !== null));
  const byId = computed(() => new Map(all.value.map((each) => [each.id, each])));
  const isSeveral = computed(() => new Set(all.value.map((each) => each.compound)).size > 1);
  const alike = computed(() => {
    const counts = new Map<string, number>();
    for (const { name } of all.value) counts.set(name, (counts.get(name) ?? 0) + 1);
    return counts;
  });
  return {
    all,
    nameOf(id) {
      const found = byId.value.get(id);
      if (!found) return '';
      const isAlike = (alike.value.get(found.name) ?? 0) > 1;
      return `${isAlike && found.compound ? `${found.compound} ` : ''}${buildingName(found.name)}`;
    },
    grouped(items, idOf) {
      const groups = new Map<string, (typeof items)[number][]>();
      for (const item of items) {
        const compound = (isSeveral.value && byId.value.get(idOf(item))?.compound) || '';
        groups.set(compound, [...(groups.get(compound) ?? []), item]);
      }
      return [...groups];
    },
  };
}
