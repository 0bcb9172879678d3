import { mount } from '@vue/test-utils';
import { expect, it } from 'vitest';
import { reactive } from 'vue';
import ColumnMenu from './ColumnMenu.vue';
import { plainLook, shownColumns } from './tableLook';

it('a column is hidden, pinned and moved, and all of it is put back', async () => {
  const look = reactive(plainLook());
  const menu = mount(ColumnMenu, { props: { modelValue: look } });
  await menu.get('[aria-label="备注钉在左边"]').setValue(true);
  await menu.get('[aria-label="姓名往左移"]').trigger('click');
  await menu.findAll('li')[2]?.get('input').setValue(false);
  expect(
    shownColumns(look)
      .map((column) => column.prop)
      .slice(0, 4),
  ).toEqual(['name', 'door', 'remark', 'age']);
  await menu.get('.link').trigger('click');
  expect(shownColumns(look)).toEqual(shownColumns(plainLook()));
});
