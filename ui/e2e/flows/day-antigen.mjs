// 抗原 at the doors: steps in their order, kits handed out and come back, what is missing in red with its word, the 块长 roll-up, labels.
import assert from 'node:assert/strict';

export default async function flow({ page, go, button, said, see, saved, step }) {
  const tab = (name) =>
    page.getByRole('navigation', { name: '检测日' }).getByRole('link', { name, exact: true }).click();

  step('an antigen round');
  await go('检测');
  await button('开一轮').first().click();
  await page.getByRole('dialog').getByRole('button', { name: '抗原', exact: true }).click();
  await button('开轮').click();
  await page.locator('#line').waitFor();
  await page.getByRole('link', { name: /^检测日/ }).click();
  await tab('抗原');

  step('sent, handed out, waited, collected');
  const row = page.locator('.left tbody tr').first();
  const steps = row.locator('.steps button');
  assert.equal(await steps.nth(1).isDisabled(), true, 'no waiting before sending');
  await steps.nth(0).click();
  await said('：送');
  await row.getByRole('button', { name: /^发放/ }).click();
  await said('一人一份');
  await steps.nth(1).click();
  await said('：等');
  await row.getByRole('button', { name: /楼$/ }).click();
  const returned = page.locator('input.returned');
  const issued = Number(await page.locator('input.issued').first().inputValue());
  await returned.first().fill(String(issued));
  await page.keyboard.press('Enter');
  await said('记下了');
  await returned.nth(1).fill('0');
  await page.keyboard.press('Enter');
  await page.getByText('✕ 少收').first().waitFor();

  step('a positive kit: whose it was is asked, and they are followed up');
  await page.locator('input.positive').first().fill('1');
  await page.keyboard.press('Enter');
  const ask = page.getByRole('button', { name: /^\? 是谁/ });
  const followed = page.getByRole('button', { name: /^阳性复核 1/ });
  await ask.or(followed).first().waitFor();
  if ((await ask.count()) > 0) {
    await ask.first().click();
    await page.getByRole('checkbox', { name: /阳性$/ }).first().check();
    await see('day-antigen-who');
    await page.getByRole('dialog').getByRole('button', { name: '记下', exact: true }).click();
    await page.getByRole('dialog').waitFor({ state: 'detached' });
  }
  await see('day-antigen');
  await followed.click();
  await page.getByRole('button', { name: /：阴性$/ }).waitFor();
  await see('day-antigen-positive');
  await button('块长汇总').click();
  await see('day-antigen-blocks');
  await button('各楼').click();

  step('labels for the bags');
  assert.match(await saved(() => button('全部房号标签：存 PDF').click()), /房号标签\.pdf$/);
}
