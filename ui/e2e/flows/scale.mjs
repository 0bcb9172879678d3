// Every room at 150 % and in high contrast: nothing stands outside the window.
import assert from 'node:assert/strict';

export default async function flow({ page, go, button, see, step }) {
  const inside = async (room) => {
    const out = await page.evaluate(() =>
      [...document.querySelectorAll('.room-head > *, .top > *, .rail a')]
        .filter((each) => {
          const { left, right, width } = each.getBoundingClientRect();
          return width > 0 && (left < 0 || right > innerWidth + 1);
        })
        .map((each) => each.textContent.trim().slice(0, 20)),
    );
    assert.deepEqual(out, [], `${room}: nothing is cut off`);
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
  await page.emulateMedia({ contrast: null });
  await go('设置');
  await button('100%').click();
}
