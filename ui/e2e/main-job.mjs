// The main job as a person does it, the same in both engines: a new office, the messy ledgers, a question decided, an import undone,
// a person found by initials, a building marked by shorthand, workbooks out and back, a day closed, locked and unlocked.
import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { button, buttonStarting, dialog, field, labelled, room, rooms, said, words } from './find.mjs';
import { fillRoster, sample } from './program.mjs';

const PASSPHRASE = '梧桐树下七村';

/** Walks through it; `see` looks at the page as it is. */
export async function mainJob({ driven, see, step, folder }) {
  const { click, fill, find, files, press, saved, textOf, type } = driven;
  /** Goes to a room and waits until it is the current one. */
  const go = async (name) => {
    await click(room(name));
    await find(`${room(name)}[@aria-current='page']`);
  };
  const ledgers = join(folder, 'ledgers');
  sample(ledgers, 600);

  step('new office');
  await fill(field('居民区名称'), '延吉七村居民区');
  await fill(field('所属街道'), '延吉新村街道');
  await fill(field('口令（至少'), PASSPHRASE);
  await fill(field('口令再写一遍'), PASSPHRASE);
  await see('create');
  await click(button('新建'));
  await find(labelled('恢复码'));
  await see('recovery');
  await click(button('已经抄好，开始用'));
  await find(words('底册还是空的'));
  await see('today-empty');

  step('import');
  await go('导入');
  await see('import-empty');
  await files(
    `//input[@type='file']`,
    readdirSync(ledgers).map((name) => join(ledgers, name)),
  );
  await find(`//nav[@aria-label='工作表']`, 90);
  await see('import-plan');
  await click(buttonStarting('独居老人'));
  await find(labelled('各列认成了什么'));
  await see('import-sheet');
  await click(button('导入'));
  await find(labelled('一次决定许多'), 120);
  await see('questions');
  await click(button('保留原有'));
  await find(said('已决定：保留原有'));

  step('undo an import by its name');
  await go('记录');
  await click(buttonStarting('撤销：导入'));
  await find(said('已撤销：导入'));
  await click(buttonStarting('恢复：导入'));
  await find(said('已恢复：导入'));

  step('find by initials');
  await press('Control+k');
  await find(`//*[@role='combobox']`);
  await type('zxj');
  await find(`//*[@role='option'][contains(., '张晓')]`);
  await see('palette');
  await press('Enter');
  await find(`//aside[contains(@aria-label, '的住户')]//*[text()[contains(., '张晓')]]`);
  await see('household');

  step('edit');
  await click(button('改张晓杰的资料'));
  await fill(field('证件号'), '310109198903216711');
  await find(words('校验位不对'));
  await press('Tab');
  await see('edit');
  await fill(field('备注'), '夜班，敲门前先打电话');
  await press('Tab');
  await find(said('张晓杰的备注已改'));
  // The wrong number keeps the form open until it is set right or given up.
  await click(button('改好了'));
  await click(button('放弃没收的'));
  await click(button('今天核实过'));
  await find(`//*[contains(@class, 'member')]${words('✓ 20')}`);
  await click(button('重点人群'));
  await see('picture-special');
  await click(button('表格'));
  await find(`//revo-grid//*[contains(text(), '户主')]`);
  await see('table');
  await go('搜索');
  await fill(field('搜索住户'), '王');
  await see('search');

  step('round');
  await go('检测');
  await click(`//*[contains(@class, 'empty')]${button('开一轮')}`);
  await see('open-round');
  await click(button('开轮'));
  await fill(`//*[@id='line']`, '4 302 303 402未 发热');
  await see('testing-line');
  await press('Enter');
  await find(`${labelled('刚登记的')}//li`);
  await see('testing');

  step('a roster out and, filled in, back');
  const roster = await saved(button('导出名册'));
  assert.match(roster, /名册.*\.xlsx$/);
  const filled = join(folder, '填好的名册.xlsx');
  fillRoster(roster, filled);
  await click(button('读回名册'));
  await files(`${dialog}//input[@type='file']`, filled);
  await find(`${dialog}//tbody/tr`, 60);
  await see('read-back');
  await click(`${dialog}${button('记下')}`);
  await find(said('名册读好了'), 60);
  await see('testing-full');

  await go('底册');
  await click(`//nav[@aria-label='楼栋']${buttonStarting('4号楼')}`);
  await click(button('本轮检测'));
  await see('picture-round');

  step('report');
  await go('日报');
  await click(buttonStarting('80岁以上独居'));
  await find(`//aside[contains(@aria-label, '的名单')]//li`);
  await see('report');
  assert.match(await saved(button('导出 Excel')), /日报.*\.xlsx$/);
  await click(button('关账'));
  await click(`${dialog}${button('关账')}`);
  await find(words('已关账'));

  step('undo by key');
  await press('Control+z');
  await find(said('已撤销：日报关账'));
  await press('Control+y');
  await find(said('已恢复：日报关账'));
  await go('记录');
  await see('history');

  step('the other rooms');
  await go('今日');
  await find(words('要办的事'));
  await see('today');
  await go('设置');
  await see('settings');
  await go('文件');
  await click(button('检查一遍'));
  await find(words('文件完好'));
  await see('office');
  await press('?');
  await see('keys');
  await press('Escape');

  step('lock and unlock');
  await press('Control+l');
  await fill(field('口令'), '不对不对');
  await click(button('打开'));
  await find(words('口令不对'));
  await see('gate');
  await fill(field('口令'), PASSPHRASE);
  await click(button('打开'));
  await find(rooms);

  step('a second office, with the example: its recovery key waits to be written down');
  await press('Control+l');
  await click(button('新建一个居民区'));
  await fill(field('居民区名称'), '示例居民区');
  await fill(field('口令（至少'), PASSPHRASE);
  await fill(field('口令再写一遍'), PASSPHRASE);
  await click(field('虚构'));
  await click(button('新建'));
  await find(labelled('恢复码'), 90);
  assert.match(await textOf(labelled('恢复码')), /^(\w{4}-)+\w{4}$/);
  await click(button('已经抄好，开始用'));
  await find(words('要办的事'));
}
