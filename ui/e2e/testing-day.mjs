// A whole round, the same in both engines: planned, printed, scanned as a USB scanner types the codes that stand on the printed paper,
// counted and handed over, a positive tube, calls, figures, the review. What the pages say is compared with what was scanned.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { button, buttonStarting, dialog, field, labelled, link, room, rooms, words } from './find.mjs';

const PASSPHRASE = '梧桐树下七村';
const RECEIVER = '区检测中心';

/** The buildings of a printed roster in their order: the name, and the codes as they stand on the paper. */
function printedCodes(pdf) {
  const text = execFileSync('pdftotext', ['-layout', pdf, '-'], { encoding: 'utf8', maxBuffer: 2 ** 26 });
  const buildings = new Map();
  for (const page of text.split('\f')) {
    const name = /^\s*(\S+)采样名册/m.exec(page)?.[1];
    const codes = page.match(/\b1\d{11}\b/g);
    if (name && codes) buildings.set(name, [...(buildings.get(name) ?? []), ...codes]);
  }
  return [...buildings].map(([name, codes]) => ({ name, codes }));
}

export async function testingDay({ driven, see, step }) {
  const { choose, click, fill, find, press, saved, textOf, type } = driven;
  const tab = async (name) => {
    await click(`//nav[@aria-label='检测日']${link(name)}`);
    await find(`//nav[@aria-label='检测日']${link(name)}[@aria-current='page']`);
  };
  const strip = (text) => `//*[contains(@class, 'strip')]${words(text)}`;
  const numbers = (text) => [...text.replace(/,/g, '').matchAll(/\d+/g)].map(([digits]) => Number(digits));
  /** What an element says; engines put blanks and line breaks differently. */
  const read = async (xpath) => (await textOf(xpath)).replace(/\s+/g, '');
  /** Waits until the element says these words. */
  const says = async (xpath, text, seconds = 20) => {
    for (const end = Date.now() + seconds * 1000; ; await new Promise((next) => setTimeout(next, 50))) {
      const now = await read(xpath);
      if (now.includes(text)) return;
      assert.ok(Date.now() < end, `${xpath} says “${now}”, not “${text}”`);
    }
  };
  /** A scanner: the code and Enter, without a look at the page. */
  const scan = async (code) => {
    await type(code);
    await press('Enter');
  };
  const progress = `//form[contains(@class, 'line')]//p[contains(@class, 'progress')]`;

  step('an office with the example community');
  await fill(field('居民区名称'), '检测日居民区');
  await fill(field('口令（至少'), PASSPHRASE);
  await fill(field('口令再写一遍'), PASSPHRASE);
  await click(field('虚构'));
  await click(button('新建'));
  await click(button('已经抄好，开始用'), 120);
  await find(words('要办的事'));

  step('a round: who is to be tested is settled');
  await click(room('检测'));
  await click(`//*[contains(@class, 'empty')]${button('开一轮')}`);
  await click(`${dialog}${button('开轮')}`);
  await find(`//*[@id='line']`);
  await click(`//a[starts-with(normalize-space(.), '检测日')]`);
  await find(`//*[@id='scan']`);
  const [, expected] = numbers(await textOf(progress));
  assert.ok(expected > 100, `${expected} people are to be tested`);

  step('planned: every building has its turn');
  await tab('排程');
  await click(button('＋ 加一个'));
  await click(button('＋ 加一个'));
  await find(words('最多排'));
  await fill(`(//input[@placeholder='出南门右转'])[1]`, '出南门右转到小广场');
  await click(button('保存安排'));
  await find(`${button('保存安排')}[@disabled]`);
  await see('day-plan');

  step('printed: the codes that will be scanned');
  await tab('打印');
  const buildings = printedCodes(await saved(button('存成 PDF')));
  const printed = buildings.flatMap(({ codes }) => codes);
  assert.equal(new Set(printed).size, printed.length, 'nobody stands on the paper twice');
  assert.ok(printed.length >= expected, `${printed.length} codes for ${expected} people`);
  const { name, codes } = buildings.find((each) => each.codes.length > 40);

  step(`${name} scanned: a tube, twenty people, the next tube, twelve more, one twice, one torn code`);
  await tab('扫码登记');
  await find(`//*[@id='scan']`);
  await choose(`//label[contains(., '楼')]//select`, name);
  await scan('SH2211220001');
  await find(strip('开管'));
  const started = Date.now();
  for (const code of codes.slice(0, 20)) await scan(code);
  await find(strip('这支管满了'), 30);
  console.log(`    20 people in ${Date.now() - started} ms`);
  await says(progress, `20/${expected}`);
  await see('day-checkin-full');
  await scan('SH2211220002');
  await find(strip('开管'));
  for (const code of codes.slice(20, 32)) await scan(code);
  await says(progress, `32/${expected}`);
  await see('day-checkin-tube');
  await scan(codes[31]);
  await find(strip('已登记过'));
  await scan(codes[33].slice(0, -1) + ((Number(codes[33].at(-1)) + 1) % 10));
  await find(strip('认不出'));
  await says(progress, `32/${expected}`);
  const last = await textOf(`(//*[@aria-label='刚登记的']//li[contains(@class, 'good')]//b)[1]`);
  await press('F4');
  await find(strip('封管'));
  await find(words('桌上没有开着的管'));
  await see('day-checkin');

  step('counted before dispatch, handed over');
  await tab('采样管');
  await click(button('对数、交接'));
  const count = labelled('三方对数');
  await says(count, '登记已采32人＝管里坐着32人2管→已经交走0人0管○还有管没交');
  await fill(field('接收人'), RECEIVER);
  await fill(field('点得几管'), '2');
  await fill(field('共几人'), '31');
  await find(words('登记的是 2 管 32 人'));
  await fill(field('共几人'), '32');
  await click(button('交接'));
  await says(count, '登记已采32人＝管里坐着32人2管＝已经交走32人2管✓三方对得上');
  await see('day-count');

  step('a positive tube: its twelve people are called for again');
  await click(buttonStarting('各管'));
  await click(`//tr[contains(., 'SH2211220002')]//button[contains(., '阳')]`);
  await click(button('登记为阳性'));
  await find(`//tr[contains(., 'SH2211220002')]${words('✕ 阳性')}`);
  await click(buttonStarting('等结果的 1 支都是阴性'));
  await find(`//tr[contains(., 'SH2211220001')]${words('✓ 阴性')}`);
  await see('day-tubes');
  await click(buttonStarting('复采名单'));
  await find(words('SH2211220002'));
  await find(words('同管 12 人'));
  await find(`//tr[contains(., '第 12 位')]${words(last)}`);
  await see('day-retest');

  step('the untested called: everybody but the thirty-two');
  await tab('催检');
  await find(buttonStarting(`全部 ${expected - 32}`));
  await click(`(//button[contains(@aria-label, '：没人接')])[1]`);
  await find(buttonStarting('第二次 1'));
  await see('day-calls');

  step('figures that can be shown');
  await tab('公示');
  await find(words('检测率'));
  const rate = ((32 / expected) * 100).toFixed(2);
  await says(`(//dl)[1]`, `应检${expected}人实检32人未检${expected - 32}人检测率${rate}%采样管2支`);
  await see('day-figures');

  step('what happened, what was learned, what is open for tomorrow');
  await tab('复盘');
  await find(words('每小时'));
  await says(`(//dl)[1]`, `实检/应检32/${expected}`);
  await find(`//ul[contains(@class, 'tomorrow')]${words('阳性管复采没有结果：12')}`);
  await fill(field('经验教训'), '二号点中午排得太长，明天加一个采样员。');
  await click(field('明天要办'));
  await click(button('记下'));
  await find(`//ul[contains(@class, 'tomorrow')]${words('加一个采样员')}`);
  await see('day-review');

  step('locked and opened again: every mark is there');
  await press('Control+l');
  await fill(field('口令'), PASSPHRASE);
  await click(button('打开'));
  await find(rooms);
  await click(room('检测'));
  await click(`//a[starts-with(normalize-space(.), '检测日')]`);
  await says(progress, `32/${expected}`);
  await tab('采样管');
  await click(button('对数、交接'));
  await find(words('三方对得上'));
}
