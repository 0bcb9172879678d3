// Rooms and the people in them, joined for the picture. Pure.
import type { Resident, Room } from '@/ipc/types';
import type { PictureRoom } from './looks';

const gone = ['迁出', '死亡'];

export const isHere = (resident: Resident): boolean => !gone.includes(resident.presence);

export function sameDoor(room: { unit: string; room: string }, resident: Resident): boolean {
  return resident.unit === room.unit && resident.room === room.room;
}

export function pictureRooms(rooms: Room[], residents: Resident[]): PictureRoom[] {
  const byDoor = new Map<string, Resident[]>();
  for (const resident of residents.filter(isHere)) {
    const door = `${resident.unit}/${resident.room}`;
    byDoor.set(door, [...(byDoor.get(door) ?? []), resident]);
  }
  return rooms.map((room) => {
    const people = byDoor.get(`${room.unit}/${room.room}`) ?? [];
    const has = (presence: string): boolean => people.some((each) => each.presence === presence);
    return {
      id: room.id,
      unit: room.unit,
      room: room.room,
      floor: room.floor,
      kind: room.kind,
      label: room.label,
      state: room.state,
      residents: room.residents,
      present: room.present,
      tags: [...new Set(people.flatMap((each) => each.tags))],
      isolation: has('居家隔离') ? 'home' : has('集中隔离') ? 'central' : null,
      round: null,
      verified: null,
      names: people.map((each) => each.name),
    };
  });
}
