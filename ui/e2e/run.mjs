// The main job through the page, in Chromium against `louce serve`: a new office, the messy ledgers, a question decided, a person found
// by initials, a building marked by shorthand, workbooks out, a day closed, an import undone, locked and unlocked.
import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { open, sample, start } from './lib.mjs';
import { look } from './look.mjs';

const program = await start();
const ledgers = join(program.folder, 'ledgers');
await sample(ledgers, 600);
const { browser, page, complaints } = await open(program.url);
const faults = [];
const see = async (name) => faults.push(...(await look(page, name)));
const go = (room) =>
  page.getByRole('navigation', { name: '各间' }).getByRole('link', { name: room, exact: true }).click();
const button = (name) => page.getByRole('button', { name, exact: true });
const step = (text) => console.log(`· ${text}`);
/** What a click brings to be saved. */
async function saved(click) {
  const [download] = await Promise.all([page.waitForEvent('download'), click()]);
  return download.suggestedFilename();
}
const said = (text) => page.locator('.status').getByText(text).first().waitFor();

try {
  step('new office');
  await page.getByLabel('居民区名称').fill('延吉七村居民区');
  await page.getByLabel('所属街道（可不填）').fill('延吉新村街道');
  await page.getByLabel('口令（至少 6 个字，中文也行）').fill('梧桐树下七村');
  await page.getByLabel('口令再写一遍').fill('梧桐树下七村');
  await see('create');
  await button('新建').click();
  await page.getByLabel('恢复码', { exact: true }).waitFor();
  await see('recovery');
  await button('已经抄好，开始用').click();
  await page.getByText('底册还是空的').waitFor();
  await see('today-empty');

  step('import');
  await go('导入');
  await see('import-empty');
  await page
    .locator('input[type=file]')
    .setInputFiles(readdirSync(ledgers).map((name) => join(ledgers, name)));
  await page.getByRole('navigation', { name: '工作表' }).waitFor({ timeout: 60_000 });
  await see('import-plan');
  await page.getByRole('button', { name: /^独居老人/ }).click();
  await page.getByLabel('各列认成了什么').waitFor();
  await see('import-sheet');
  await button('导入').click();
  await page.getByText('一次决定同一类').waitFor({ timeout: 120_000 });
  await see('questions');
  await button('保留原有').first().click();
  await said('已决定：保留原有');

  step('undo by name');
  await go('记录');
  await page.getByRole('button', { name: /^撤销：导入/ }).click();
  await said('已撤销：导入');
  await page.getByRole('button', { name: /^恢复：导入/ }).click();
  await said('已恢复：导入');

  step('find by initials');
  await page.keyboard.press('Control+k');
  await page.keyboard.type('zxj');
  await page.getByRole('option').first().filter({ hasText: /张晓/ }).waitFor();
  await see('palette');
  await page.keyboard.press('Enter');
  await page
    .getByRole('complementary', { name: /的住户$/ })
    .getByText('张晓')
    .first()
    .waitFor();
  await see('household');
  step('edit');
  await page.getByRole('button', { name: '改张晓杰的资料' }).click();
  await page.getByLabel('证件号', { exact: true }).fill('310109198903216711');
  await page.getByText('校验位不对').waitFor();
  await page.keyboard.press('Tab');
  await see('edit');
  await page.getByLabel('备注', { exact: true }).fill('夜班，敲门前先打电话');
  await page.keyboard.press('Tab');
  await said('张晓杰的备注已改');
  await button('改好了').click();
  await button('今天核实过').first().click();
  await page
    .locator('.member')
    .getByText(/✓ \d{4}-/)
    .first()
    .waitFor();
  await page.getByRole('button', { name: '重点人群', exact: true }).click();
  await see('picture-special');
  await button('表格').click();
  await page.locator('revo-grid').getByText('户主').first().waitFor();
  await see('table');
  await go('搜索');
  await page.getByLabel('搜索住户').fill('王');
  await see('search');

  step('round');
  await go('检测');
  await page.locator('.empty').getByRole('button', { name: '开一轮' }).click();
  await see('open-round');
  await button('开轮').click();
  await page.locator('#line').waitFor();
  await page.locator('#line').fill('4 302 303 402未 发热');
  await see('testing-line');
  await page.keyboard.press('Enter');
  await page.getByLabel('刚登记的').getByRole('listitem').first().waitFor();
  await see('testing');
  assert.match(await saved(() => button('导出名册').click()), /名册.*\.xlsx$/);

  await go('底册');
  await page
    .getByRole('navigation', { name: '楼栋' })
    .getByRole('button', { name: /^4号楼/ })
    .click();
  await page.getByRole('button', { name: '本轮检测', exact: true }).click();
  await see('picture-round');

  step('report');
  await go('日报');
  await page.getByRole('button', { name: /^80岁以上独居/ }).click();
  await page
    .getByRole('complementary', { name: /的名单$/ })
    .locator('li')
    .first()
    .waitFor();
  await see('report');
  assert.match(await saved(() => button('导出 Excel').click()), /日报.*\.xlsx$/);
  await button('关账').click();
  await page.getByRole('dialog').getByRole('button', { name: '关账', exact: true }).click();
  await page.getByText('已关账').first().waitFor();

  step('undo by key');
  await page.keyboard.press('Control+z');
  await said('已撤销：日报关账');
  await go('记录');
  await see('history');

  step('the other rooms');
  await go('今日');
  await page.getByText('要办的事').waitFor();
  await see('today');
  await go('设置');
  await see('settings');
  await go('文件');
  await button('检查一遍').click();
  await page.getByText('文件完好').waitFor();
  await see('office');
  await page.keyboard.press('?');
  await see('keys');
  await page.keyboard.press('Escape');

  step('lock and unlock');
  await page.keyboard.press('Control+l');
  await page.getByLabel('口令', { exact: true }).fill('不对不对');
  await button('打开').click();
  await page.getByText('口令不对').waitFor();
  await see('gate');
  await page.getByLabel('口令', { exact: true }).fill('梧桐树下七村');
  await button('打开').click();
  await page.getByRole('navigation', { name: '各间' }).waitFor();

  step('a second office, with the example: its recovery key waits to be written down');
  await page.keyboard.press('Control+l');
  await button('新建一个居民区').click();
  await page.getByLabel('居民区名称').fill('示例居民区');
  await page.getByLabel('口令（至少 6 个字，中文也行）').fill('梧桐树下七村');
  await page.getByLabel('口令再写一遍').fill('梧桐树下七村');
  await page.getByLabel(/虚构/).check();
  await button('新建').click();
  await page.getByLabel('恢复码', { exact: true }).waitFor({ timeout: 60_000 });
  await page.waitForTimeout(500);
  assert.match(await page.getByLabel('恢复码', { exact: true }).innerText(), /^(\w{4}-)+\w{4}$/);
  await button('已经抄好，开始用').click();
  await page.getByText('要办的事').waitFor();

  assert.deepEqual(faults, [], 'axe-core finds nothing');
  assert.deepEqual(
    complaints.filter((text) => !/status of 4\d\d/.test(text)),
    [],
    'the page says nothing in its console',
  );
  console.log('the main job works through the page');
} catch (error) {
  await page.screenshot({ path: join(program.folder, '..', 'louce-page-failed.png') });
  console.error(faults.join('\n'), complaints.join('\n'));
  throw error;
} finally {
  await browser.close();
  program.stop();
}
