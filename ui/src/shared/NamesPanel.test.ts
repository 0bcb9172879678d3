import { flushPromises, mount } from '@vue/test-utils';
import { expect, it, vi } from 'vitest';
import type { Figure } from '@/ipc/types';
import { transport } from '@/ipc/transport';
import NamesPanel from './NamesPanel.vue';

const figure = (persons: number, computed?: number): Figure => ({
  code: 'registered',
  title: '常住（在册）',
  group: '人口',
  unit: 'people',
  households: 3,
  persons,
  count: null,
  previous: null,
  correction:
    computed === undefined
      ? undefined
      : {
          computed: { households: 3, persons: computed, count: null },
          reason: '漏登',
          by: '张阿姨',
          at: '2022-03-16 20:00:00',
        },
});
async function heading(of: Figure, people: number): Promise<string> {
  const rows = Array.from({ length: people }, (_, id) => ({
    id,
    name: `甲${id}`,
    building: '1',
    room: '101',
  }));
  vi.spyOn(transport, 'call').mockImplementation((_command, request) => {
    const { limit, offset } = request as { limit: number; offset: number };
    return Promise.resolve(rows.slice(offset, offset + limit));
  });
  vi.stubGlobal(
    'IntersectionObserver',
    class {
      observe(): void {}
      disconnect(): void {}
    },
  );
  const panel = mount(NamesPanel, {
    props: { date: '2022-03-16', figure: of },
    global: { stubs: { RouterLink: true } },
  });
  await flushPromises();
  return panel.get('h2 small').text();
}

it('says how many there are before all of them have come', async () => {
  expect(await heading(figure(1234), 1234)).toBe('共 1,234 条，列出 200');
  expect(await heading(figure(90), 90)).toBe('90 条');
});
it('a corrected figure has the names of what was counted', async () => {
  expect(await heading(figure(1300, 1234), 1234)).toBe('共 1,234 条，列出 200');
});
