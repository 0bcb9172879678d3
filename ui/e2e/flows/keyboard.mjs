// Every room and every page of the testing day by keyboard only: what can be clicked can be reached with Tab (or with the arrows
// inside what Tab reaches), whatever has the focus shows it and is in view, and the focus goes down the page.
import assert from 'node:assert/strict';

/** In the page: what can be clicked and cannot be reached. */
const unreachable = () => {
  const seen = (each) =>
    each.checkVisibility({ visibilityProperty: true }) && each.getClientRects().length > 0;
  const takesFocus = 'a[href], button, input, select, textarea, summary, [tabindex], [contenteditable=true]';
  const own = (each) => each.matches(takesFocus) && (each.tabIndex >= 0 || each.disabled);
  // One of several that the arrows go through.
  const roving = (each) =>
    each.tabIndex === -1 &&
    [
      ...(each.parentElement?.closest('[role], table, ul, section, div') ?? document).querySelectorAll(
        '[tabindex="0"]',
      ),
    ].length > 0;
  const words = (each) =>
    `<${each.tagName.toLowerCase()} class="${each.className}"> ${each.textContent.trim().slice(0, 30)}`;
  const dead = [...document.querySelectorAll('body *')].filter((each) => {
    if (!seen(each) || getComputedStyle(each).cursor !== 'pointer') return false;
    // What takes the cursor of its parent is a part of it.
    if (each.parentElement && getComputedStyle(each.parentElement).cursor === 'pointer') return false;
    if (each.closest('label') || each.closest('[inert]') || each.closest('[aria-disabled=true]'))
      return false;
    return (
      !own(each) &&
      !each.closest('a[href], button, summary, [tabindex="0"]') &&
      !each.querySelector(takesFocus) &&
      !roving(each)
    );
  });
  return dead.map(words);
};

/** In the page: what has the focus, where it is, and whether one sees that it has it. */
const focused = () => {
  const at = document.activeElement;
  if (!at || at === document.body) return null;
  const { outlineStyle, outlineWidth } = getComputedStyle(at);
  const frame = at.closest('.grid, revo-grid') ?? at;
  const box = frame.getBoundingClientRect();
  return {
    words: `<${at.tagName.toLowerCase()} class="${at.className}"> ${(at.ariaLabel ?? at.textContent).trim().slice(0, 30)}`,
    shows:
      at.closest('.el-input__wrapper.is-focus') !== null ||
      (outlineStyle !== 'none' && parseFloat(outlineWidth) > 0) ||
      at.closest('revo-grid') !== null,
    isInView: box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth,
    inRoom: at.closest('.room, main') !== null,
    top: box.top,
    left: box.left,
  };
};

export default async function flow({ page, go, button, step }) {
  const tabThrough = async (room) => {
    assert.deepEqual(await page.evaluate(unreachable), [], `${room}: nothing is for the mouse alone`);
    // The room takes the focus when it is there; then Tab begins at the top of the page, wherever the focus was.
    await page.waitForTimeout(300);
    await page.evaluate(() => {
      document.body.tabIndex = -1;
      document.body.focus();
      document.body.removeAttribute('tabindex');
    });
    const been = [];
    for (let steps = 0; steps < 60; steps++) {
      await page.keyboard.press('Tab');
      const at = await page.evaluate(focused);
      if (at === null) break;
      been.push(at);
    }
    if (process.env.TABS) console.log(room, been.map(({ words }) => words).join(' / '));
    const blind = been.filter(({ shows }) => !shows).map(({ words }) => words);
    assert.deepEqual(blind, [], `${room}: the focus is always seen`);
    const gone = been.filter(({ isInView }) => !isInView).map(({ words }) => words);
    assert.deepEqual(gone, [], `${room}: the focus is always in view`);
    assert.ok(
      been.some(({ inRoom }) => inRoom),
      `${room}: Tab comes into the room`,
    );
  };
  const rooms = ['今日', '底册', '搜索', '导入', '检测', '日报', '记录', '设置', '文件'];
  for (const [at, room] of rooms.entries()) {
    step(room);
    await page.keyboard.press(`Alt+${at + 1}`);
    await page
      .getByRole('navigation', { name: '各间' })
      .getByRole('link', { name: room, exact: true })
      .and(page.locator('[aria-current=page]'))
      .waitFor();
    await page.locator('.room').waitFor();
    await page.waitForFunction(() => document.documentElement.dataset.waiting === '0');
    await tabThrough(room);
  }

  step('? shows the keys; Esc closes them and the focus is where it was');
  await go('记录');
  await page
    .getByRole('heading', { level: 1, name: '操作记录' })
    .or(page.getByRole('heading', { level: 1 }))
    .first()
    .waitFor();
  const key = page.getByRole('button', { name: '键盘一览' });
  await key.focus();
  await page.keyboard.press('?');
  await page.getByRole('dialog', { name: '键盘一览' }).waitFor();
  await tabThrough('键盘一览').catch((error) => {
    if (!/comes into the room/.test(error.message)) throw error;
  });
  await page.keyboard.press('Escape');
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  assert.equal(await key.evaluate((each) => each === document.activeElement), true);

  step('a household by arrows and Enter, its panel by Tab; the table');
  await go('底册');
  await button('楼图').click();
  const room = page.locator('.building .cell[tabindex="0"]').first();
  await room.focus();
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  const panel = page.getByRole('complementary', { name: /的住户$/ });
  await panel.waitFor();
  await tabThrough('一户');
  await button('表格').click();
  await page.locator('revo-grid .rgCell').first().waitFor();
  await tabThrough('表格');

  step('the pages of the testing day');
  await go('检测');
  if (await page.locator('.empty').count()) {
    await button('开一轮').first().click();
    await button('开轮').click();
  }
  await page.getByRole('link', { name: /^检测日/ }).click();
  const tabs = page.getByRole('navigation', { name: '检测日' }).getByRole('link');
  await tabs.first().click();
  for (const [at, tab] of (await tabs.allInnerTexts()).entries()) {
    if (at > 0) await page.keyboard.press('Alt+BracketRight');
    await tabs.nth(at).and(page.locator('[aria-current=page]')).waitFor();
    await page.waitForFunction(() => document.documentElement.dataset.waiting === '0');
    await tabThrough(tab);
  }
}
