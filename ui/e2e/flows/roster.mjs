// 底册: people picked by keyboard, mouse and filter and changed together; cells typed and pasted; what is filtered, exported;
// households split, moved and put together again.
import assert from 'node:assert/strict';

export default async function flow({ page, go, button, said, see, saved, step }) {
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
  await said(/^✓ 4人/);
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
  assert.equal(await (await cell(2, '关系')).innerText(), before, 'one 撤销 takes the whole paste back');

  step('在住 and 重点 chosen from a list in the cell, with the keyboard alone; one 撤销 each');
  const editing = async (row, column) => {
    // What the last change brought is drawn, and the click is seen, as a person's eye waits for it.
    await page.waitForFunction(() => document.documentElement.dataset.waiting === '0');
    await page.waitForTimeout(400);
    await (await cell(row, column)).click();
    await page.waitForTimeout(200);
    await page.keyboard.press('F2');
    await page.getByRole('listbox', { name: column }).waitFor();
  };
  await editing(1, '在住');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  await see('table-choice');
  await page.keyboard.press('Enter');
  await (await cell(1, '在住')).filter({ hasText: '住院' }).waitFor();
  await page.locator('.status').getByRole('button', { name: '撤销' }).click();
  await said('已撤销：');
  await (await cell(1, '在住')).filter({ hasText: '在住' }).waitFor();
  await editing(1, '重点');
  await page.keyboard.type('志愿');
  await page.getByRole('listbox', { name: '重点' }).getByRole('option', { name: '志愿者' }).waitFor();
  await see('table-tags');
  await page.keyboard.press('Enter');
  await (await cell(1, '重点')).filter({ hasText: '志愿者' }).waitFor();
  await editing(1, '重点');
  await page.keyboard.type('党');
  await page.keyboard.press('Enter');
  await (await cell(1, '重点')).filter({ hasText: '志愿者、党员' }).waitFor();
  await page.locator('.status').getByRole('button', { name: '撤销' }).click();
  await (await cell(1, '重点')).filter({ hasText: /志愿者$/ }).waitFor();
  await page.keyboard.press('Control+z');
  await (await cell(1, '重点')).filter({ hasText: '志愿者' }).waitFor({ state: 'detached' });

  step('words of 在住 and 重点 pasted: those that are none are refused with those there are, and kept');
  await (await cell(1, '在住')).click();
  await page.evaluate(() => navigator.clipboard.writeText('外出\n月球'));
  await page.keyboard.press('Control+v');
  const refused = page.getByLabel('没有收的格子');
  await refused.getByText('月球').waitFor();
  await refused.getByText('在住可以写：在住、外出').waitFor();
  await (await cell(1, '在住')).filter({ hasText: '外出' }).waitFor();
  await see('table-words');
  await button('知道了').click();
  await page.locator('.status').getByRole('button', { name: '撤销' }).click();
  await said('已撤销：');

  step('columns kept as chosen');
  await page.getByText('列', { exact: true }).click();
  await page.getByLabel('备注钉在左边').check();
  await page.getByLabel('证件号', { exact: true }).uncheck();
  await see('table-columns');
  await page.getByText('列', { exact: true }).click();
  await go('今日');
  await go('底册');
  await button('表格').click();
  await grid.getByRole('columnheader', { name: '备注' }).waitFor();
  assert.equal(await grid.getByRole('columnheader', { name: '证件号' }).count(), 0);

  step('filtered, all of them picked, moved out for work and back');
  await page.getByLabel('重点类别', { exact: true }).selectOption('65岁以上');
  await page.getByLabel('在表里找').fill('王');
  await button('全选').click();
  const words = await page.getByText(/已选 \d+ 人/).innerText();
  const picked = /\d+/.exec(words)[0];
  await button('去向……').click();
  await page.getByRole('dialog').getByLabel('外出').check();
  await page.getByRole('dialog').getByLabel('原因').fill('投亲');
  await see('bulk-presence');
  await button(`${picked} 人都这样改`).click();
  await said(`${picked}人：外出`);
  await page.keyboard.press('Control+z');
  await said('已撤销：');

  step('a group stated for all of them, a remark, and exactly what is filtered as a workbook');
  await page.getByLabel('给选中的人标重点类别').selectOption('volunteer');
  await said(`${picked}人标注`);
  await button('加备注……').click();
  await page.getByRole('dialog').getByLabel('接在原有备注后面').fill('夜班，先打电话');
  await page.getByRole('dialog').getByRole('button', { name: '加上' }).click();
  await grid.getByText('夜班，先打电话').first().waitFor();
  await button('导出这些').click();
  await see('export');
  assert.equal(await saved(() => button('导出 Excel').click()), `住户${picked}人.xlsx`);
  await said('已导出');
  await button('不选了').click();
  await button('不筛了').click();

  step('a household split, put together again, moved');
  await button('楼图').click();
  await page
    .locator('.building .cell.soft:has(b)')
    .filter({ has: page.getByText(/^[3-9]$/) })
    .first()
    .click();
  const panel = page.getByRole('complementary', { name: /的住户$/ });
  await panel.locator('.member').nth(1).waitFor();
  const second = await panel.locator('.member h3 b').nth(1).innerText();
  await panel.getByRole('button', { name: '分户', exact: true }).click();
  await page.getByRole('dialog').getByLabel(second).check();
  await see('split');
  await button('分出去').click();
  await said('分户好了');
  await panel.getByText('第2户').waitFor();
  await panel.getByRole('button', { name: '并户', exact: true }).first().click();
  await page.getByRole('dialog').getByRole('radio').first().check();
  await see('merge');
  await page.getByRole('dialog').getByRole('button', { name: '并户', exact: true }).click();
  await said('两户并成了一户');
  await panel.getByText('第2户').waitFor({ state: 'detached' });
  await panel.getByRole('button', { name: '搬户', exact: true }).click();
  await page.getByRole('dialog').getByLabel('楼栋').selectOption({ index: 2 });
  const room = page.getByRole('dialog').getByLabel('房屋');
  await room.locator('option', { hasText: '空' }).first().waitFor({ state: 'attached' });
  await room.selectOption(await room.locator('option', { hasText: '空' }).first().getAttribute('value'));
  await button('搬过去').click();
  await said('这一户搬好了');
  await page.keyboard.press('Control+z');
  await said('已撤销：');

  step('the history of the household: the split, the merge and who went where, step by step');
  await panel.getByRole('button', { name: '这一户的变动' }).click();
  const history = panel.getByRole('region', { name: '这一户的变动' });
  await history.getByText('← 搬出去').waitFor();
  await history.getByText('→ 搬进来').waitFor();
  await history.getByText(`分户：${second}`).waitFor();
  await see('household-history');

  step('who is responsible: written, set right with the phone as it is, taken off');
  await page
    .locator('.room-head')
    .getByRole('button', { name: /楼组长|写上负责人/ })
    .click();
  const responsible = page.getByRole('dialog', { name: /的负责人$/ });
  await responsible.getByLabel('姓名').fill('周阿姨');
  await responsible.getByLabel('电话').fill('13812345678');
  await responsible.getByLabel('管哪里').selectOption({ index: 1 });
  await button('加上').click();
  await said(/楼组长：周阿姨$/);
  await button('改楼组长周阿姨').click();
  assert.equal(await responsible.getByLabel('电话').inputValue(), '138****5678');
  await responsible.getByLabel('姓名').fill('周师傅');
  await button('改好').click();
  await responsible.getByText('周师傅').waitFor();
  await see('responsible');
  await button('去掉楼组长周师傅').click();
  await responsible.getByText('周师傅').waitFor({ state: 'detached' });
  await button('关闭').click();

  step('a person out and back');
  await page
    .locator('.building .cell.soft:has(b)')
    .filter({ has: page.getByText(/^[3-9]$/) })
    .first()
    .click();
  const first = await panel.locator('.member h3 b').first().innerText();
  await button(`${first}的去向`).click();
  await panel.getByLabel(`${first}在住状态`).selectOption('hospital');
  await panel.getByLabel(`${first}在哪里`).fill('区中心医院');
  await see('where');
  await panel.getByRole('button', { name: '记下' }).click();
  await said(`${first}：住院`);
  await button(`${first}回来了`).click();
  await said(`${first}：回来了`);

  step('isolated at home: which day it is, until when, the next test; told on 今日');
  await button(`${first}的去向`).click();
  await panel.getByLabel(`${first}在住状态`).selectOption('home_isolation');
  await panel.getByRole('button', { name: '记下' }).click();
  await panel.getByText('第 1 天').waitFor();
  await panel.getByText(/^下次检测 /).waitFor();
  await see('isolated');

  step('another end is decided, with a reason; on 今日 it goes by the rule again, and that is taken back');
  const end = page.getByRole('dialog', { name: `${first}的隔离到哪天` });
  await panel.getByRole('button', { name: `${first}： 解除、改日期` }).click();
  assert.equal(await end.getByRole('button', { name: '记下' }).isDisabled(), true, 'a reason is needed');
  await end.getByLabel('原因').fill('专家组决定');
  await end.getByText('解除').first().waitFor();
  await see('isolation-end');
  await end.getByRole('button', { name: '记下' }).click();
  await said(`${first}：改为`);
  await go('今日');
  await page.getByRole('button', { name: /^看名单\s?：今天要做检测的隔离人员/ }).click();
  await page
    .getByRole('complementary', { name: /隔离人员的名单$/ })
    .getByRole('link', { name: first })
    .waitFor();
  await see('today-isolated');
  await page.getByRole('button', { name: `${first}： 解除、改日期` }).click();
  await end.getByRole('radio', { name: /^按规则/ }).check();
  await end.getByRole('button', { name: '记下' }).click();
  await said(`${first}：按规则`);
  await page.keyboard.press('Control+z');
  await said('已撤销：');

  step('the card of one household');
  await go('底册');
  await page.locator('.building .cell.soft:has(b)').first().click();
  assert.match(
    await saved(() => panel.getByRole('button', { name: '联系卡：存 PDF' }).click()),
    /联系卡\.pdf$/,
  );
}
