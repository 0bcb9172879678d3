// 检测日, a nucleic round from the evening before to what is learned from it: planned and rehearsed, notices sent, people and tubes
// scanned as a USB scanner types, counted, handed over, a positive tube, calls, figures, the board, the review, paper, rules.
import assert from 'node:assert/strict';

/** As the program prints it: kind, desk, counter, two check digits. */
function token(kind, id) {
  const body = `${kind}${String(Math.floor(id / 2 ** 40)).padStart(2, '0')}${String(id % 2 ** 40).padStart(7, '0')}`;
  const rest = [...body].reduce((sum, digit) => (sum * 10 + Number(digit)) % 97, 0);
  return body + String(98 - ((rest * 100) % 97)).padStart(2, '0');
}

export default async function flow({ page, go, button, said, see, saved, step }) {
  const tab = (name) =>
    page.getByRole('navigation', { name: '检测日' }).getByRole('link', { name, exact: true }).click();
  const ask = (command, request) =>
    page.evaluate(
      async ([name, body]) => {
        const headers = { 'content-type': 'application/json' };
        const answer = await fetch(`/rpc/${name}`, { method: 'POST', headers, body: JSON.stringify(body) });
        return answer.json();
      },
      [command, request],
    );
  /** A scanner: digits and Enter, without a look at the page. */
  const scan = async (text) => {
    await page.keyboard.type(text);
    await page.keyboard.press('Enter');
  };
  const strip = page.locator('.strip');
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);

  step('a round, and its day');
  await go('检测');
  await button('开一轮').first().click();
  await button('开轮').click();
  await page.locator('#line').waitFor();
  await page.getByRole('link', { name: /^检测日/ }).click();
  await page.locator('#scan').waitFor();
  const round = Number(new URL(page.url().replace('#', '')).searchParams.get('round'));
  const apart = (await ask('tube_apart', { round })).map((each) => each.resident);
  const people = (await ask('round_untested', { round })).filter((each) => !apart.includes(each.resident));
  const inOne = people.filter((each) => each.building === people[0].building);
  await see('day-checkin-empty');

  step('planned and rehearsed; a building moved by keyboard and by mouse; two orders compared');
  await tab('排程');
  await button('＋ 加一个').click();
  await button('＋ 加一个').click();
  await page.getByText(/采完/).first().waitFor();
  const capacity = page.getByLabel('每小时人数');
  const enough = await capacity.first().inputValue();
  await capacity.first().fill('');
  await page.keyboard.press('Tab');
  await page.getByText('每小时的人数要写 1 到 5000').waitFor();
  for (const at of [0, 1]) await capacity.nth(at).fill('1');
  await page.keyboard.press('Tab');
  await page.getByText('太少：加点或加人').waitFor();
  await see('day-plan-too-long');
  await button('保存安排').click();
  await said('安排已保存');
  for (const at of [0, 1]) await capacity.nth(at).fill(enough);
  await page.getByLabel('名称').first().fill('南门小广场');
  await page.keyboard.press('Tab');
  await page.getByText('太少：加点或加人').waitFor({ state: 'detached' });
  assert.equal(
    await page.locator('tbody select').first().locator('option:checked').innerText(),
    '南门小广场',
  );
  const handle = page.locator('.handle');
  const first = await handle.first().getAttribute('aria-label');
  await button('留一份作对照').click();
  await handle.first().focus();
  await page.keyboard.press('Alt+ArrowDown');
  assert.equal((await handle.nth(1).getAttribute('aria-label')).split('，')[0], first.split('，')[0]);
  assert.equal(await handle.nth(1).evaluate((each) => each === document.activeElement), true);
  await handle.nth(3).dragTo(handle.nth(0));
  await page.getByText('对照的次序').first().waitFor();
  await page.locator('input[placeholder="出南门右转"]').first().fill('出南门右转到小广场');
  await page.getByLabel(/^预案/).fill('下雨搬到活动室');
  await page.getByLabel(/^提醒/).fill('老人先来，带好证件。');
  await page.waitForTimeout(800);
  await see('day-plan');
  await button('保存安排').click();
  await said('安排已保存');

  step('notices copied and ticked');
  await tab('通知');
  await page
    .getByRole('button', { name: /^复制，记为已发/ })
    .first()
    .click();
  await said('1 栋楼的通知已发');
  assert.match(await page.evaluate(() => navigator.clipboard.readText()), /小广场|采样点/);
  await see('day-notices');
  await button('改通知的写法').click();
  await page.getByRole('dialog').getByText('花括号').waitFor();
  await see('day-notice-template');
  await page.getByLabel(/^内容/).fill('{楼}，{没有这个}');
  await page.getByText('没有这样的栏：{没有这个}').waitFor();
  await page.getByLabel('预览').getByText('号楼，{没有这个}').waitFor();
  await button('不改了').click();

  step('a scanner at ten scans a second, or as fast as this machine takes keys: nothing lost');
  await tab('扫码登记');
  await page.locator('#scan').waitFor();
  await scan('SH2204100001');
  await strip.getByText('开管').waitFor();
  const started = Date.now();
  const burst = inOne.slice(0, 20);
  for (const each of burst) {
    await scan(token(1, each.resident));
    await page.waitForTimeout(Math.max(0, started + 100 * (burst.indexOf(each) + 1) - Date.now()));
  }
  const took = Date.now() - started;
  await strip.getByText('这支管满了').waitFor({ timeout: 20_000 });
  console.log(`    20 scans typed in ${took} ms, all written ${Date.now() - started} ms after the first key`);
  assert.equal((await ask('round_show', { round })).tested, 20);
  await see('day-checkin-full');

  step('no tube on the table: a person waits for the next one');
  await scan(token(1, inOne[20].resident));
  await strip.getByText('先扫一支管').waitFor();
  await see('day-checkin-held');
  await scan('SH2204100002');
  await strip.getByText(inOne[20].name).waitFor();
  await scan(token(1, inOne[21].resident));
  await strip.getByText(inOne[21].name).waitFor();

  step('the same again, a misread code, shorthand, a household');
  await scan(token(1, inOne[21].resident));
  await strip.getByText('已登记过').waitFor();
  await see('day-checkin-again');
  const good = token(1, inOne[22].resident);
  await scan(good.slice(0, 6) + ((Number(good[6]) + 1) % 10) + good.slice(7));
  await strip.getByText('认不出').waitFor();
  await see('day-checkin-bad');
  const alone = people.filter(
    (each) => people.filter((other) => other.household === each.household).length > 2,
  );
  const family = alone.filter((each) => each.household === alone.at(-1).household);
  await scan(token(2, family[0].household));
  await page.getByLabel('谁来了').waitFor();
  await see('day-checkin-household');
  await scan('9');
  await strip.getByText('没有第 9 位').waitFor();
  await scan('1');
  await strip.getByText('已登记', { exact: true }).waitFor();

  step('a second household before the first was answered: it goes back to the list');
  const more = alone.filter((each) => each.household === alone[0].household);
  await scan(token(2, family[0].household));
  await page.getByLabel('谁来了').waitFor();
  await scan(token(2, more[0].household));
  await page.getByLabel('刚登记的').getByText('没选，没登记').waitFor();
  await page.getByLabel('谁来了').getByText(more[0].name).waitFor();
  await page.keyboard.press('Escape');
  await strip.getByText('没选，没登记').waitFor();
  await see('day-checkin-not-chosen');
  await page
    .getByRole('button', { name: /^再试：/ })
    .first()
    .click();
  await page.getByLabel('谁来了').waitFor();
  await page.keyboard.press('Escape');

  step('somebody isolated is not pooled unnoticed: a tube of their own, and the pool goes on');
  const isolated = inOne.at(-1);
  await ask('presence_set', { residents: [isolated.resident], state: 'home_isolation' });
  await scan(token(1, isolated.resident));
  await strip.getByText('居家隔离，要单采').waitFor();
  await see('day-checkin-isolated');
  await page.keyboard.press('F2');
  await scan('SH2204109999');
  await strip.getByText('已登记', { exact: true }).waitFor();
  assert.deepEqual(
    (await ask('tube_people', { round, barcode: 'SH2204109999' })).people.map((each) => each.name),
    [isolated.name],
  );
  await page.locator('.now').getByText('SH2204100002').waitFor();

  step('numbers that are no tubes, and five thousand characters of a scanner that sticks');
  await scan('13912345678');
  await strip.getByText('底册里没有这个手机号的人').waitFor();
  await scan('110105194912310021');
  await strip.getByText('最后一位对不上').waitFor();
  await page.locator('#scan').fill('9'.repeat(5000));
  await page.keyboard.press('Enter');
  await strip.getByText('太长了').waitFor();
  await see('day-checkin-stuck');
  assert.equal((await ask('tube_list', { round })).length, 3);

  step('another page and back: the last marks are still there, and Ctrl+Z says what it took back');
  const kept = await page.getByLabel('刚登记的').locator('li').count();
  await tab('采样管');
  await tab('扫码登记');
  await page.locator('#scan').waitFor();
  assert.equal(await page.getByLabel('刚登记的').locator('li').count(), kept);
  await scan(token(1, inOne[24].resident));
  await strip.getByText(inOne[24].name).waitFor();
  await page.keyboard.press('Control+z');
  await strip.getByText('已撤销').waitFor();
  await see('day-checkin-undone');

  step('the page opened again: who sits in the tube on the table is still there');
  await page.reload();
  await page.locator('.seats li.taken').getByText(inOne[20].name).waitFor();
  assert.equal(
    await page.locator('.seats li.taken').count(),
    (await ask('tube_people', { round, barcode: 'SH2204100002' })).people.length,
  );
  const marked = (await ask('round_show', { round })).tested;
  await button(`撤销：${inOne[21].name}`).first().click();
  await page.getByText('已撤销', { exact: true }).first().waitFor();
  assert.equal((await ask('round_show', { round })).tested, marked - 1, 'a scan before the page was opened');
  await see('day-checkin-reopened');
  await page.reload();
  await page.locator('.seats li.taken').getByText(inOne[20].name).waitFor();
  await scan(token(1, inOne[21].resident));
  await strip.getByText(inOne[21].name).waitFor();
  await scan(token(1, inOne[23].resident));
  await strip.getByText(inOne[23].name).waitFor();

  step('undone');
  const before = (await ask('round_show', { round })).tested;
  await page
    .getByRole('button', { name: /^撤销：/ })
    .first()
    .click();
  await strip.getByText('已撤销').waitFor();
  assert.equal((await ask('round_show', { round })).tested, before - 1);
  await page.keyboard.press('F4');
  await strip.getByText('封管').waitFor();
  await button('单采、上门名单').click();
  await page
    .locator('.tube')
    .getByText(/共 \d+ 人|没有抗原阳性/)
    .waitFor();
  const positive = (await ask('tube_apart', { round })).filter((each) => each.why === 'antigen');
  assert.equal(await page.locator('.tube').getByText('抗原阳性 单采、上门').count(), positive.length);
  await see('day-apart');

  step('counted and handed over; a wrong count needs a reason');
  await tab('采样管');
  await button('SH2204100001').click();
  await page.getByLabel('SH2204100001 里的人').getByText(burst[19].name).waitFor();
  assert.equal(await page.getByLabel('SH2204100001 里的人').locator('li').count(), 20);
  await see('day-tube-people');
  await button('对数、交接').click();
  await page.getByLabel('接收人').fill('区检测中心');
  await page.getByLabel('点得几管').fill('3');
  await page.getByLabel('共几人').fill('99');
  await page.getByLabel(/为什么还交/).waitFor();
  await see('day-count');
  const { seated } = await ask('tube_count', { round });
  await page.getByLabel('共几人').fill(String(seated));
  await button('交接').click();
  await said('已交接');

  step('results; a positive tube lists its people');
  await page.getByRole('button', { name: /^各管/ }).click();
  await page.getByRole('button', { name: 'SH2204100002： 阳' }).click();
  await see('day-positive-asked');
  await button('登记为阳性').click();
  await said('管 SH2204100002：阳性');
  await see('day-tubes');
  await page.getByRole('button', { name: /^等结果的 2 支都是阴性/ }).click();
  await said('2 支管登记为阴性');
  await page.getByRole('button', { name: /^复采名单/ }).click();
  await page.getByText('等单采').first().waitFor();
  assert.match(await saved(() => button('复采名单：存 PDF').click()), /复采名单\.pdf$/);
  await see('day-retest');

  step('calls');
  await tab('催检');
  await page
    .getByRole('button', { name: /：没人接$/ })
    .first()
    .click();
  await said('没人接');
  await page
    .getByRole('button', { name: /：有原因$/ })
    .nth(1)
    .click();
  await page.getByLabel('原因', { exact: true }).fill('出差在外');
  await button('记下').click();
  await said('有原因');
  await see('day-calls');
  await button('连着两轮没采').click();
  await page.waitForTimeout(400);
  await see('day-missed');

  step('figures, board, review');
  await tab('公示');
  await page.getByText('检测率').first().waitFor();
  await see('day-figures');
  assert.match(await saved(() => button('公示：存 PDF').click()), /公示\.pdf$/);
  await tab('无疫情');
  await button('＋ 记一条').click();
  await see('day-board-form');
  await page.getByLabel('哪一天').fill('2022-02-30');
  await page.keyboard.press('Tab');
  await page.getByText('没有这一天').waitFor();
  await page.getByLabel('哪一天').fill('20220401');
  await page.keyboard.press('Tab');
  assert.equal(await page.getByLabel('哪一天').inputValue(), '2022年4月1日');
  await page.getByLabel('什么事').selectOption('开始封闭管理');
  await button('记下').click();
  await said('开始封闭管理');
  await page.getByLabel('没查清的').getByText('阳性管里有人还没有单采结果').waitFor();
  assert.equal(
    await button('海报（A3）：存 PDF').isDisabled(),
    true,
    'no title while a positive tube is open',
  );
  await see('day-board');
  await page.getByRole('button', { name: /^去掉4月1日/ }).click();
  await said('去掉了');
  await page.getByText('撤销', { exact: true }).first().click();
  await page.getByRole('button', { name: /^去掉4月1日/ }).waitFor();
  await tab('复盘');
  await page.getByLabel('经验教训').fill('二号点中午排得太长，明天加一个采样员。');
  await page.getByLabel('明天要办').check();
  await button('记下').click();
  await page.locator('.tomorrow').getByText('加一个采样员').waitFor();
  await page.getByText('推算的，不是量的').waitFor();
  await see('day-review');

  step('paper');
  await tab('打印');
  await page.getByText('只要几栋').waitFor();
  await page.getByLabel('只要几栋').check();
  await page.locator('.buildings').getByRole('checkbox').first().check();
  await page.getByRole('radio', { name: /^大字，/ }).check();
  await see('day-print');
  assert.match(await saved(() => button('存成 PDF').click()), /采样名册.*大字.*\.pdf$/);
  const [shown] = await Promise.all([page.waitForEvent('popup'), button('打印').click()]);
  assert.match(shown.url(), /\/show\//, 'the paper opens where the browser prints it');
  await shown.close();
  await page.getByRole('radio', { name: /^无疫情榜/ }).check();
  await button('存成 PDF').click();
  await page.getByText('还有没查清的，不能印出来公布').first().waitFor();

  step('rules');
  await tab('规则');
  await page.getByText('20 混 1').first().waitFor();
  await see('day-rules');
  await page.getByRole('button', { name: /^从某天起改成.*混采/ }).click();
  await page.getByRole('group', { name: '平常：几人一管' }).getByRole('button', { name: '10 混 1' }).click();
  await see('day-rule-editor');
  await button('保存').click();
  await said('“混采”自');
  await page.getByText('平常 10 混 1').waitFor();
  await page.getByRole('button', { name: /^撤回混采/ }).click();
  await said('撤回了');
  await page.getByText('平常 10 混 1').waitFor({ state: 'detached' });
  await page.getByRole('button', { name: /^各楼/ }).click();
  await page.getByRole('checkbox', { name: '楼', exact: true }).check();
  await page.getByLabel('划为').selectOption('封控区');
  await see('day-building-rules');
  await button('改这些楼').click();
  await said('栋楼自');
}
