// 底册: people picked by keyboard, mouse and filter and changed together; cells typed and pasted; what is filtered, exported;
// households split, moved and put together again.
import assert from 'node:assert/strict';

export default async function flow({ page, go, button, said, see, step }) {
  const grid = page.locator('revo-grid');
  const pick = (row) => grid.locator(`.rgCell[data-rgrow="${row}"]:has(.pick)`);
  /** A cell by its row and the name of its column. */
  const cell = async (row, column) => {
    const header = grid.getByRole('columnheader', { name: new RegExp(`^${column}`) });
    const segment = await header.evaluate((each) => each.closest('revogr-viewport-scroll').classList[0]);
    const at = await header.getAttribute('data-rgcol');
    return grid.locator(`.${segment} .rgCell[data-rgrow="${row}"][data-rgcol="${at}"]`);
  };
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  await go('底册');
  await button('表格').click();
  await grid.getByText('户主').first().waitFor();

  step('picked with the mouse and Shift, taken to be checked today, taken back');
  await pick(1).click();
  await pick(4).click({ modifiers: ['Shift'] });
  await page.getByText('已选 4 人').waitFor();
  await see('table-picked');
  await button('今天核实过').click();
  await said('记下了：今天核实过 4 人');
  await page.locator('.status').getByRole('button', { name: '撤销' }).click();
  await said('已撤销：');

  step('picked with the keyboard');
  await button('不选了').click();
  await grid.getByText('户主').first().click();
  await page.keyboard.press('Shift+ArrowDown');
  await page.keyboard.press('Shift+ArrowDown');
  await page.keyboard.press(' ');
  await page.getByText('已选 3 人').waitFor();
  await page.keyboard.press('Escape');
  assert.equal(await page.getByText('已选').count(), 0);

  step('a cell typed that cannot be understood: refused with the reason, what was there stays');
  await (await cell(0, '性别')).click();
  await page.keyboard.press('F2');
  await grid.locator('input').waitFor();
  await page.keyboard.press('Control+a');
  await page.keyboard.type('飞机');
  await page.keyboard.press('Enter');
  await page.getByText('1 格没有收').waitFor();
  await see('table-refused');
  await button('知道了').click();
  assert.equal(await (await cell(0, '性别')).innerText(), '男');

  step('a block of a spreadsheet pasted over sex, age and relation: what is wrong is listed, the rest is in');
  await (await cell(2, '性别')).click();
  const before = await (await cell(2, '关系')).innerText();
  await page.evaluate(() => navigator.clipboard.writeText('女\t33\t女儿\n飞机\t\t儿子'));
  await page.keyboard.press('Control+v');
  await page.getByLabel('没有收的格子').getByText('飞机').waitFor();
  await page.getByLabel('没有收的格子').getByText('这一列不能在表里改').first().waitFor();
  await (await cell(2, '关系')).filter({ hasText: '女' }).waitFor();
  await see('table-pasted');
  await button('知道了').click();
  await page.locator('.status').getByRole('button', { name: '撤销' }).click();
  await said(/已撤销/);
  assert.equal(await (await cell(2, '关系')).innerText(), before);
  void said;
}
