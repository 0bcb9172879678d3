// 导入: a column set right, an import stopped midway with nothing changed, done again, questions decided by keyboard, undone from the
// list of past imports.
import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
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
    const files = readdirSync(from).map((name) => join(from, name));
    await page.getByLabel('选台账文件', { exact: true }).setInputFiles(files);
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

  step('done, questions decided by keyboard and by rule');
  await button('导入').click();
  await page.getByText('一次决定同一类').or(page.getByText('以前的')).first().waitFor({ timeout: 120_000 });
  await said(/导入完成/);
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

  step('undone from the list of past imports');
  await button('以前的').click();
  await see('past-imports');
  await page.getByRole('row').nth(1).getByRole('button', { name: '撤销' }).click();
  await said('已撤销：导入');
}
