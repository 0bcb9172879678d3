// 今日、记录: every number opens its names, a backup from the list of what is due, steps found and taken back by their names.
export default async function flow({ page, go, button, said, see, step }) {
  await go('今日');
  step('numbers open their names');
  const names = page.getByRole('complementary', { name: /的名单$/ });
  for (const figure of [/^常住/, /^实际在住/, /^空房/, /^80岁以上独居/, /^外出/]) {
    await page.locator('.board').getByRole('button', { name: figure }).first().click();
    await names.locator('li').first().waitFor();
  }
  await see('today-names');
  await button('关闭名单').click();

  step('what is due: a backup');
  const due = page.getByRole('button', { name: '现在备份' });
  if (await due.count()) {
    await due.click();
    await said('备份做好了');
    await page.getByText('✓ 备份', { exact: true }).waitFor();
  }

  step('a step found in the record, taken back and brought again by keys');
  await go('底册');
  await page.locator('.building .cell.soft').first().click();
  await button('今天核实过').first().click();
  await said('记下了：今天核实过这一户');
  await go('记录');
  await page.getByLabel('在操作记录里找').fill('核实');
  await page
    .getByRole('button', { name: /^撤销：/ })
    .first()
    .waitFor();
  await page
    .getByRole('button', { name: /^改动 \d+ 处：核实/ })
    .first()
    .click();
  await page.locator('.changes tbody tr').first().getByRole('link').waitFor();
  await see('history-changes');
  await page.locator('h1').click();
  await page.keyboard.press('Control+z');
  await said('已撤销：');
  await page.getByText('↶ 已撤销').first().waitFor();
  await see('history');
  await page.keyboard.press('Control+y');
  await said('已恢复：');
  await page
    .getByRole('button', { name: /^撤销：核实/ })
    .first()
    .waitFor();
}
