// The tree at the left: buildings with what lives in them. Pure.
import type { Room } from '@/ipc/types';

export interface PlaceLine {
  building: string;
  rooms: number;
  households: number;
  residents: number;
  empty: number;
}

const natural = new Intl.Collator('zh-CN', { numeric: true });

export function buildingsOf(rooms: Room[]): PlaceLine[] {
  const lines = new Map<string, PlaceLine>();
  for (const room of rooms) {
    const line = lines.get(room.building) ?? {
      building: room.building,
      rooms: 0,
      households: 0,
      residents: 0,
      empty: 0,
    };
    line.rooms += 1;
    line.households += room.households;
    line.residents += room.residents;
    line.empty += room.state === 'empty' ? 1 : 0;
    lines.set(room.building, line);
  }
  return [...lines.values()].sort((a, b) => natural.compare(a.building, b.building));
}
