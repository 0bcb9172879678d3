// Every room and every page of the testing day at 150 % and in high contrast: nothing stands outside the window or its pane.
import assert from 'node:assert/strict';

export default async function flow({ page, go, button, see, step }) {
  const inside = async (room) => {
    const out = await page.evaluate(() => {
      const frame = [...document.querySelectorAll('.room-head > *, .top > *, .rail a, .tabs a')].filter(
        (each) => {
          const { left, right, width } = each.getBoundingClientRect();
          return width > 0 && (left < 0 || right > innerWidth + 1);
        },
      );
      const panes = [
        ...document.querySelectorAll('.room-body, .left, .right, .side, .order, .tube, .last'),
      ].filter((each) => each.scrollWidth > each.clientWidth + 1);
      return [...frame, ...panes].map((each) => `${each.className} ${each.textContent.trim().slice(0, 20)}`);
    });
    assert.deepEqual(out, [], `${room}: nothing is cut off`);
    const longer = await page.evaluate(() => {
      const { scrollHeight, clientHeight } = document.documentElement;
      return scrollHeight - clientHeight;
    });
    assert.equal(longer, 0, `${room}: the window itself does not scroll`);
  };
  await go('设置');
  await button('150%').click();
  await page.emulateMedia({ contrast: 'more' });
  const rooms = ['今日', '底册', '搜索', '导入', '检测', '日报', '记录', '设置', '文件'];
  for (const [at, room] of rooms.entries()) {
    step(room);
    await go(room);
    await page.locator('.room').waitFor();
    await page.waitForTimeout(500);
    await inside(room);
    await see(`scale-${at + 1}`);
  }
  await go('底册');
  await button('表格').click();
  await page.locator('revo-grid .rgCell').first().waitFor();
  await inside('表格');
  await see('scale-table');
  await go('检测');
  if (await page.locator('.empty').count()) {
    await button('开一轮').first().click();
    await button('开轮').click();
  }
  await page.getByRole('link', { name: /^检测日/ }).click();
  const tabs = page.getByRole('navigation', { name: '检测日' }).getByRole('link');
  await tabs.first().click();
  for (const [at, tab] of (await tabs.allInnerTexts()).entries()) {
    step(tab);
    if (at > 0) await page.keyboard.press('Alt+BracketRight');
    await tabs.nth(at).and(page.locator('[aria-current=page]')).waitFor();
    await page.waitForTimeout(500);
    await inside(tab);
    await see(`scale-day-${at + 1}`);
  }
  await page.emulateMedia({ contrast: null });
  await go('设置');
  await button('100%').click();
}
