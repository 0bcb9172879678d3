// 导入: a column set right, an import stopped midway with nothing changed, done again, questions decided by keyboard, undone from the
// list of past imports.
import assert from 'node:assert/strict';
import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { sample } from '../program.mjs';

export default async function flow({ page, go, button, said, see, step, ledgers, folder }) {
  const people = async () => {
    await go('今日');
    const text = await page.getByRole('button', { name: /^常住/ }).innerText();
    return /([\d,]+)\s*人/.exec(text)[1];
  };
  const before = await people();
  await go('导入');
  const drop = async (from) => {
    const dropped = readdirSync(from).map((name) => join(from, name));
    await page.getByLabel('选台账文件', { exact: true }).setInputFiles(dropped);
    await page.getByRole('navigation', { name: '工作表' }).waitFor({ timeout: 90_000 });
  };

  step('stopped midway: nothing happened, the plan is still there');
  const many = join(folder, 'many');
  sample(many, 2000);
  await drop(many);
  await button('导入').click();
  await button('取消，什么也不改').click();
  await page.getByText('■ 已取消，底册一点没有改动').waitFor({ timeout: 90_000 });
  await see('import-cancelled');
  assert.equal(await people(), before);
  await go('导入');
  await page.getByRole('navigation', { name: '工作表' }).waitFor();
  await button('不导了').click();
  await page.getByText('整个文件夹也行').waitFor();

  step('dropped and understood; a column set right by hand');
  await drop(ledgers);
  await page.getByRole('button', { name: /^独居老人/ }).click();
  const column = page.getByLabel('各列认成了什么').getByRole('combobox').nth(4);
  const was = await column.inputValue();
  const becomes = async (field) => {
    const settled = page.waitForResponse(/import_rows$/);
    await column.selectOption(field);
    await settled;
    assert.equal(await column.inputValue(), field);
  };
  await becomes('remark');
  await becomes(was);

  step('loaded again: the plan, the sheet and what was said are still there, and another file comes to them');
  const sheets = page.getByRole('navigation', { name: '工作表' });
  const files = await sheets.getByRole('heading').count();
  await page.reload();
  await page
    .getByRole('button', { name: /^独居老人/ })
    .and(page.locator('[aria-current=true]'))
    .waitFor();
  assert.equal(await column.inputValue(), was);
  const more = join(folder, '补充.csv');
  writeFileSync(more, '姓名,手机\n查无此人,13812340000\n');
  await page.getByLabel('选台账文件', { exact: true }).setInputFiles([more]);
  await sheets.getByRole('heading', { name: '补充.csv' }).waitFor({ timeout: 60_000 });
  assert.equal(await sheets.getByRole('heading').count(), files + 1);

  step('what it would ask: one group answered with the import, the others left open');
  await button('全部工作表').click();
  const wouldAsk = page.getByRole('region', { name: '待定的怎么办' });
  const group = wouldAsk.getByRole('combobox').last();
  const kept = page.waitForResponse(/import_plan$/);
  await group.selectOption('keep');
  await kept;
  await page.reload();
  await wouldAsk.waitFor();
  assert.equal(await group.inputValue(), 'keep');
  await see('import-asked');

  step('done, questions decided by keyboard, ticked, and all that are left at once');
  await button('导入').click();
  await said(/导入完成：.*个保留原有/);
  await page.getByRole('button', { name: /^待定/ }).click();
  const first = page.locator('article.question').first();
  await first.waitFor();
  await page.waitForTimeout(500);
  const asked = await first.innerText();
  await first.focus();
  await page.keyboard.press('1');
  await said('已决定：保留原有');
  await page.waitForFunction((text) => document.querySelector('article.question')?.innerText !== text, asked);
  await see('questions-keys');
  const open = async () =>
    Number(/\d+/.exec(await page.getByRole('button', { name: /^待定/ }).innerText())[0]);
  const all = await open();
  const until = (count) =>
    page.getByRole('button', { name: count ? `待定 ${count}` : '待定', exact: true }).waitFor();
  await page.getByLabel('选中这个问题').nth(0).check();
  await page.getByLabel('选中这个问题').nth(1).check();
  await page.getByText('选中的 2 个').waitFor();
  await see('questions-picked');
  await button('都保留原有').click();
  await said('已决定：2 个保留原有');
  await until(all - 2);
  await page.getByLabel('问什么').selectOption({ index: 1 });
  await button('都采用来件').click();
  await said(/^✓ 已决定：\d+ 个采用来件|没有决定/);
  await page.keyboard.press('Control+z');
  await said(/已撤销：待定问题/);
  await until(all - 2);
  await button('都保留原有').click();
  await said(`已决定：${all - 2} 个保留原有`);
  await page.getByText('没有待定的问题').waitFor();
  await page.locator('.status').getByRole('button', { name: '撤销' }).click();
  await until(all - 2);

  step('undone from the list of past imports');
  await button('以前的').click();
  await see('past-imports');
  await page.getByRole('row').nth(1).getByRole('button', { name: '撤销' }).click();
  await said('已撤销：导入');
}
