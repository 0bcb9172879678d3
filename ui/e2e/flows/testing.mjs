// 检测: a filled roster read back after its plan, a newcomer, the untested called and marked by keyboard, a round ended, two compared.
import assert from 'node:assert/strict';
import { join } from 'node:path';

async function openRound(page, button) {
  await button('开一轮').first().click();
  await button('开轮').click();
  await page.locator('#line').waitFor();
}

/** Every day of the open calendar can be seen and pressed: nothing cuts it off, nothing lies over it. */
const hiddenDays = (page) =>
  page.locator('.el-date-table:visible td .el-date-table-cell').evaluateAll((days) =>
    days
      .filter((day) => {
        const { left, top, width, height } = day.getBoundingClientRect();
        const found = document.elementFromPoint(left + width / 2, top + height / 2);
        return !found || !(day === found || day.contains(found));
      })
      .map((day) => day.textContent),
  );

export default async function flow({ page, go, button, said, see, step, folder, fillRoster }) {
  await go('检测');
  step('the day of a round: a calendar that is seen whole, and what is no day stays until it is changed');
  await button('开一轮').first().click();
  const date = page.getByLabel('检测日期');
  const today = await date.inputValue();
  await page.getByLabel('从日历里选').click();
  await page.locator('.el-date-table:visible').waitFor();
  await page.waitForTimeout(400);
  assert.deepEqual(await hiddenDays(page), []);
  assert.ok((await page.locator('.el-date-table:visible td .el-date-table-cell').count()) >= 28);
  await see('open-calendar');
  await page.keyboard.press('Escape');
  await page.getByRole('dialog', { name: '开一轮检测' }).waitFor();
  await date.fill('2022-02-30');
  for (const click of ['first', 'second']) {
    await page.getByRole('button', { name: '开轮', exact: true }).click();
    await page.getByText('没有这一天').waitFor();
    assert.equal(await date.inputValue(), '2022-02-30');
    assert.equal(await date.evaluate((field) => field === document.activeElement), true, click);
  }
  await see('open-no-day');
  await page.keyboard.press('Escape');
  assert.equal(await date.inputValue(), today);
  await date.fill('2022-02-30');
  await page.keyboard.press('Tab');
  await page.getByText('没有这一天').waitFor();
  await page.getByRole('button', { name: '前一天' }).click();
  await page.getByRole('button', { name: '后一天' }).click();
  assert.equal(await date.inputValue(), today);
  await button('不开了').click();

  step('a round, its roster filled in and read back after its plan');
  await openRound(page, button);
  const [download] = await Promise.all([page.waitForEvent('download'), button('导出名册').click()]);
  const roster = join(folder, 'roster.xlsx');
  const filled = join(folder, 'filled.xlsx');
  await download.saveAs(roster);
  fillRoster(roster, filled);
  await button('读回名册').click();
  await page.getByRole('dialog').getByLabel('工作簿').setInputFiles(filled);
  await page.getByLabel('读出的各行').waitFor({ timeout: 60_000 });
  await see('read-back');
  await page
    .getByRole('dialog')
    .getByRole('button', { name: /^未采 \d/ })
    .click();
  await page.getByRole('dialog').getByText('未采').nth(1).waitFor();
  await button('记下').click();
  await said(/名册读好了/);

  step('somebody the round did not expect');
  await page.getByLabel('按人登记，名册外的也行：').fill('王');
  await page.locator('.newcomer li').first().getByRole('button').click();
  await said(/已采/);

  step('the untested, by keyboard: arrows walk, 1 tested, 0 a reason');
  const rows = page.locator('.untested tbody tr');
  await page.getByRole('button', { name: /^还没登记/ }).click();
  const before = await page.locator('.untested h2 small').first().innerText();
  await rows.first().focus();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('1');
  await page.waitForFunction(
    (was) => document.querySelector('.untested h2 small')?.textContent?.trim() !== was,
    before,
  );
  await page.keyboard.press('0');
  await rows.nth(1).getByRole('combobox').selectOption('联系不上');
  await said(/未采，联系不上/);
  await see('untested');

  step(
    'lines read aloud without waiting: none is lost, the building stays, a refused one can be tried again',
  );
  const { building, unit, room } = await page.evaluate(
    async (round) => {
      const headers = { 'content-type': 'application/json' };
      const body = JSON.stringify({ round });
      const answer = await fetch('/rpc/round_untested', { method: 'POST', headers, body });
      return (await answer.json()).find((each) => /^\d+$/.test(each.building) && each.room);
    },
    Number(await page.locator('.rounds').inputValue()),
  );
  const door = unit ? `${unit}-${room}` : room;
  await page.locator('#line').focus();
  for (const line of [`${building} ${door}`, '9998', door, `${building} ${door}`]) {
    await page.keyboard.type(line);
    await page.keyboard.press('Enter');
  }
  const list = page.getByLabel('刚登记的');
  await list.getByText(/没有9998/).waitFor();
  assert.equal(await list.locator('li').count(), 4);
  assert.equal(await list.getByText(/看不懂/).count(), 0, 'the same building said again is understood');
  await page.getByText('接着').waitFor();
  await see('testing-fast');
  await page.getByRole('button', { name: '再试：9998' }).click();
  assert.equal(await page.locator('#line').inputValue(), '9998');
  await page
    .locator('#reads')
    .getByText(/没有9998/)
    .waitFor();
  await page.locator('#line').fill('');

  step('ended, a second round, and who missed both');
  await button('结束这一轮').click();
  await said(/第\d+轮已结束/);
  await openRound(page, button);
  await button('各轮比较').click();
  await page.getByText('谁没采').waitFor();
  const both = page.getByRole('button', { name: /^两轮都没采/ });
  await both.filter({ hasText: /[1-9]/ }).waitFor();
  assert.ok((await page.locator('.section .list tbody tr').count()) > 0);
  await see('compare');
}
