// What buildings are grouped by beside their numbers: 小区, 网格, 块, with what they hold together. Pure.
import type { PlaceBuilding } from '@/ipc/types';

export type AreaKind = 'compound' | 'grid' | 'block';

export interface PlaceArea {
  kind: AreaKind;
  name: string;
}

export interface CountedArea extends PlaceArea {
  households: number;
  residents: number;
  buildings: PlaceBuilding[];
}

export const areaNames: Record<AreaKind, string> = { compound: '小区', grid: '网格', block: '块' };

/** The areas of a kind, in the order of their buildings; buildings that say none are left out. */
export function areasOf(buildings: PlaceBuilding[], kind: AreaKind): CountedArea[] {
  const found = new Map<string, CountedArea>();
  for (const building of buildings) {
    const name = building[kind];
    if (!name) continue;
    const area = found.get(name) ?? { kind, name, households: 0, residents: 0, buildings: [] };
    area.households += building.households;
    area.residents += building.residents;
    area.buildings.push(building);
    found.set(name, area);
  }
  return [...found.values()];
}

/** The area that an address names: `?grid=第三网格`. */
export function areaIn(query: Record<string, unknown>): PlaceArea | undefined {
  for (const kind of Object.keys(areaNames) as AreaKind[]) {
    const name = query[kind];
    if (typeof name === 'string' && name) return { kind, name };
  }
  return undefined;
}
