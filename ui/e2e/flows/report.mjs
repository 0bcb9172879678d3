// 日报: names behind a number, a figure corrected with its reason, a day closed and opened again, the workbook.
import assert from 'node:assert/strict';

export default async function flow({ page, go, button, said, see, saved, step }) {
  await go('日报');
  step('names behind a number');
  await page.getByRole('button', { name: /^实际在住 / }).click();
  const names = page.getByRole('complementary', { name: /的名单$/ });
  await names.locator('li').first().waitFor();
  await names.getByText(/ 条/).waitFor();
  await see('names');
  await button('关闭名单').click();

  step('corrected with a reason, which stands beside what was computed');
  await button('更正实际在住').click();
  const dialog = page.getByRole('dialog');
  const people = dialog.getByLabel('应为 人');
  const computed = Number(await people.inputValue());
  await people.fill(String(computed + 2));
  assert.equal(await dialog.getByRole('button', { name: '更正', exact: true }).isDisabled(), true);
  await dialog.getByLabel('原因').fill('隔离点下午补报两人');
  await see('correct');
  await dialog.getByRole('button', { name: '更正', exact: true }).click();
  await said('已更正：实际在住');
  await page.getByText('隔离点下午补报两人').waitFor();
  await see('report-corrected');

  step('closed: the figure stays, and nothing can be corrected any more');
  await button('关账').click();
  await page.getByRole('dialog').getByRole('button', { name: '关账', exact: true }).click();
  await page.getByText('✓ 已关账').waitFor();
  assert.equal(await button('更正实际在住').count(), 0);
  await page.getByText('隔离点下午补报两人').waitFor();
  assert.match(await saved(() => button('导出 Excel').click()), /日报.*\.xlsx$/);
  await page.getByLabel('以前的日报').waitFor();
  await see('report-closed');

  step('opened again, the correction taken away');
  await button('撤销关账').click();
  await said('已撤销：');
  await button('更正实际在住').click();
  await button('取消更正，照统计的报').click();
  await said('已取消更正：实际在住');
  await page.getByText('隔离点下午补报两人').waitFor({ state: 'detached' });
}
