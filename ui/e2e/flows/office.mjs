// 文件、设置: staff with a PIN and who is at the desk, numbers shown and masked, a backup restored after its preview, the passphrase.
import assert from 'node:assert/strict';

export default async function flow({ page, go, button, said, see, step }) {
  const unlock = async () => {
    await page.getByLabel('口令', { exact: true }).fill('樟树下的七村');
    await button('打开').click();
    await page.getByRole('dialog').getByRole('button', { name: '陈阿姨' }).click();
    await page.getByRole('textbox', { name: '陈阿姨的 PIN' }).fill('2468');
    await button('坐下').click();
    await page.getByRole('banner').getByText('陈阿姨').waitFor();
  };
  step('staff with a PIN; who sits down is recorded');
  await go('设置');
  await page.getByLabel('姓名').fill('陈阿姨');
  await page.getByLabel(/^PIN/).fill('2468');
  await button('添加').click();
  await page.getByRole('dialog').getByText('现在是谁在用').waitFor();
  await page.getByRole('dialog').getByRole('button', { name: '陈阿姨' }).click();
  await page.getByRole('textbox', { name: '陈阿姨的 PIN' }).fill('1111');
  await button('坐下').click();
  await page.getByRole('dialog').getByText('没有成功').waitFor();
  await see('sit-down');
  await page.getByRole('textbox', { name: '陈阿姨的 PIN' }).fill('2468');
  await button('坐下').click();
  await page.getByRole('banner').getByText('陈阿姨').waitFor();
  await page.getByText('● 正在用').waitFor();
  await see('staff');

  step('numbers masked by the program, shown when asked');
  await page.evaluate(() => localStorage.removeItem('louce.table'));
  await go('底册');
  await button('表格').click();
  const grid = page.locator('revo-grid');
  await grid
    .getByText(/\d{3}\*{4}\d{4}/)
    .first()
    .waitFor();
  await button('号码打码').click();
  await grid
    .getByText(/^1\d{10}$/)
    .first()
    .waitFor();
  assert.equal(await grid.getByText(/\*{4}/).count(), 0);
  await see('table-shown');
  await button('号码显示').click();
  await grid
    .getByText(/\d{3}\*{4}\d{4}/)
    .first()
    .waitFor();

  step('a backup, a change, and back');
  await go('文件');
  await button('现在备份').click();
  await said('备份做好了');
  await go('设置');
  await page.getByLabel('街道').fill('改过的街道');
  await button('保存').last().click();
  await said('名称已改');
  await go('文件');
  await button('看看差别，恢复……').first().click();
  await page.getByRole('dialog').getByText('步就没有了').waitFor();
  await see('restore');
  await button('恢复').last().click();
  await said(/已恢复到/);
  await go('设置');
  assert.notEqual(await page.getByLabel('街道').inputValue(), '改过的街道');

  step('another passphrase, and a new recovery key');
  await go('文件');
  await button('换口令……').click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('现在的口令').fill('不是这个口令');
  await dialog.getByLabel('新口令（至少 6 个字，中文也行）').fill('樟树下的七村');
  await dialog.getByLabel('新口令再写一遍').fill('樟树下的七村');
  await dialog.getByRole('button', { name: '换', exact: true }).click();
  await dialog.getByText('没有成功').waitFor();
  await dialog.getByLabel('现在的口令').fill('梧桐树下七村');
  await see('passphrase');
  await dialog.getByRole('button', { name: '换', exact: true }).click();
  assert.match(await dialog.getByLabel('恢复码', { exact: true }).innerText(), /^(\w{4}-)+\w{4}$/);
  await see('new-recovery');
  await button('已经抄好').click();
  await page.keyboard.press('Control+l');
  await page.getByLabel('口令', { exact: true }).fill('樟树下的七村');
  await button('打开').click();
  await page.getByRole('dialog').getByRole('button', { name: '陈阿姨' }).waitFor();

  step('until somebody sits down nothing is shown, and no key reaches anything');
  await page.keyboard.press('Control+z');
  await page.keyboard.press('Control+k');
  await page.keyboard.press('Escape');
  assert.equal(await page.getByRole('navigation').count(), 0);
  assert.equal(await page.getByRole('combobox').count(), 0);
  await see('sit-down-first');
  await page.getByRole('dialog').getByRole('button', { name: '陈阿姨' }).click();
  await page.getByRole('textbox', { name: '陈阿姨的 PIN' }).fill('2468');
  await button('坐下').click();
  await page.getByRole('banner').getByText('陈阿姨').waitFor();
  await see('office-all');

  step('locked in one tab, locked in the other');
  const other = await page.context().newPage();
  await other.goto(page.url());
  await other.getByRole('banner').getByText('陈阿姨').waitFor();
  await page.keyboard.press('Control+l');
  await other.getByLabel('口令', { exact: true }).waitFor();
  assert.equal(await other.getByRole('banner').count(), 0);
  await other.close();
  await unlock();

  step('改 shows the numbers of that one person whole, nobody else’s');
  await go('底册');
  await page
    .locator('.building .cell.soft:has(b)')
    .filter({ has: page.getByText(/^[3-9]$/) })
    .first()
    .click();
  const panel = page.getByRole('complementary', { name: /的住户$/ });
  await panel.locator('.member').nth(1).waitFor();
  const name = await panel.locator('.member h3 b').first().innerText();
  const masks = await panel.locator('.member').nth(1).getByText(/\*{4}/).count();
  assert.ok(masks > 0);
  const begin = () => button(`改${name}的资料`).click();
  await begin();
  const remark = panel.getByLabel('备注', { exact: true });
  await remark.waitFor();
  assert.doesNotMatch(await panel.getByLabel('证件号', { exact: true }).inputValue(), /\*/);
  assert.equal(await panel.locator('.member').nth(1).getByText(/\*{4}/).count(), masks);
  await remark.fill('夜班');
  await button('不改了').waitFor();
  await see('edit-one');

  step('locked by key while typing: what was typed is in, one is where one was');
  await page.keyboard.press('Control+l');
  await page.getByLabel('口令', { exact: true }).and(page.locator(':focus')).waitFor();
  await unlock();
  await panel.getByText('夜班').first().waitFor();

  step('locked by itself while typing: nothing of it at the gate, there again for the same person');
  await begin();
  await remark.fill('夜班，敲门前先打电话');
  const elsewhere = await page.context().newPage();
  await elsewhere.goto(page.url());
  await elsewhere.getByRole('banner').getByText('陈阿姨').waitFor();
  await elsewhere.keyboard.press('Control+l');
  await page.getByLabel('口令', { exact: true }).waitFor();
  await elsewhere.close();
  assert.doesNotMatch(await page.content(), /夜班/);
  await unlock();
  await panel.getByText('有打了没收的：夜班，敲门前先打电话').waitFor();
  await see('draft-after-lock');
  await button('接着改').click();
  assert.equal(await remark.inputValue(), '夜班，敲门前先打电话');
  await button('不改了').click();
}
