import { mount } from '@vue/test-utils';
import { expect, it } from 'vitest';
import type { Figure } from '@/ipc/types';
import FigureTable from './FigureTable.vue';

const figure: Figure = {
  code: 'present',
  title: '实际在住',
  group: '人口',
  unit: 'people',
  households: 293,
  persons: 533,
  count: null,
  previous: { households: 290, persons: 531, count: null },
  correction: {
    computed: { households: 293, persons: 531, count: null },
    reason: '隔离点补报',
    by: '陈阿姨',
    at: '2022-04-10 20:00:00',
  },
};

it('a corrected figure says what was computed, why it is another and who said so', () => {
  const table = mount(FigureTable, { props: { group: '人口', figures: [figure], canCorrect: true } });
  expect(table.find('.why').text()).toBe('✎ 统计为 293户 531人，更正：隔离点补报（陈阿姨）');
  expect(table.find('.moved').text()).toBe('＋2');
});

it('a number opens its names, and a closed day cannot be corrected', async () => {
  const table = mount(FigureTable, { props: { group: '人口', figures: [figure], canCorrect: false } });
  await table.get('button').trigger('click');
  expect(table.emitted('open')).toEqual([[figure]]);
  expect(table.findAll('button')).toHaveLength(1);
});
