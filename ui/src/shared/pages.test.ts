import { effectScope, nextTick, ref } from 'vue';
import { afterEach, expect, it, vi } from 'vitest';
import { transport } from '@/ipc/transport';
import { usePages } from './pages';

const people = Array.from({ length: 130 }, (_, at) => ({ resident: at }));
const asked: { limit: number; offset: number }[] = [];
vi.spyOn(transport, 'call').mockImplementation((_command, request) => {
  const { limit, offset } = request as { limit: number; offset: number };
  asked.push({ limit, offset });
  return Promise.resolve(people.slice(offset, offset + limit));
});
afterEach(() => (asked.length = 0));
const settled = async (): Promise<void> => {
  for (let at = 0; at < 5; at++) await nextTick();
};

it('asks for a page at a time until nothing is left', async () => {
  const list = effectScope().run(() => usePages('round_untested', { round: 1 }))!;
  await settled();
  expect(list.data.value).toHaveLength(60);
  await list.more();
  await list.more();
  expect(list.data.value?.map((each) => each.resident)).toEqual(people.map((each) => each.resident));
  expect(list.isAll.value).toBe(true);
  await list.more();
  expect(asked).toEqual([0, 60, 120].map((offset) => ({ limit: 60, offset })));
});
it('asks again as far as it was read, and begins anew when the question changes', async () => {
  const round = ref(1);
  const list = effectScope().run(() => usePages('round_untested', () => ({ round: round.value })))!;
  await settled();
  await list.more();
  await list.refresh();
  round.value = 2;
  await settled();
  expect(asked.slice(2)).toEqual([
    { limit: 120, offset: 0 },
    { limit: 60, offset: 0 },
  ]);
});
