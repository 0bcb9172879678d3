// What the real window takes, at 5,500 and at 200,000 residents: start, unlocking, going from room to room, search while typing,
// scrolling the table, memory at rest. Nothing fails because it is slow. The offices are those that `cargo xtask bench` made.
import { execFileSync } from 'node:child_process';
import { copyFileSync, mkdirSync, readFileSync, readdirSync, readlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { openWindow } from './drive/window.mjs';
import { button, buttonStarting, field, room, rooms, words } from './find.mjs';
import { emptyFolder, louceWindow } from './program.mjs';

const PASSPHRASE = '测量用口令';
const ROOMS = ['底册', '检测', '日报', '导入', '搜索', '记录', '设置', '文件', '今日'];
const QUERIES = ['zgy', 'wxm', 'lihua', 'zhangm', '12-402', '3-201', '0421', '王', '13512'];
const made = process.env.LOUCE_BENCH ?? join(import.meta.dirname, '../../target/bench');

/** In the page: how long after `since` the last change was drawn, once `isThere` and nothing has changed for a while. */
const settled = `
  const element = (xpath) =>
    document.evaluate(xpath, document, null, XPathResult.FIRST_ORDERED_NODE_TYPE).singleNodeValue;
  const settled = (since, isThere = () => true, quiet = 250) => new Promise((done) => {
    let last = since, timer;
    const watcher = new MutationObserver(() => { last = performance.now(); again(); });
    const over = () => {
      if (!isThere() || document.documentElement.dataset.waiting !== '0') return again();
      watcher.disconnect();
      done(last - since);
    };
    const again = () => { clearTimeout(timer); timer = setTimeout(over, quiet); };
    watcher.observe(document.body, { subtree: true, childList: true, characterData: true, attributes: true });
    again();
  });`;

const percentile = (times, share) => {
  const sorted = [...times].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))];
};
const ms = (number) => `${number.toFixed(0)} ms`;
const say = (what, value, target = '') =>
  console.log(`  ${what.padEnd(22, '　')} ${value}${target && `（目标 ${target}）`}`);

/** Running processes: number, program, parent, start in ms since 1970. */
function processes() {
  const booted = Date.now() - 1000 * Number(readFileSync('/proc/uptime', 'utf8').split(' ')[0]);
  const found = [];
  for (const pid of readdirSync('/proc').filter((name) => /^\d+$/.test(name))) {
    try {
      const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
      const rest = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
      found.push({
        pid,
        program: readlinkSync(`/proc/${pid}/exe`),
        parent: rest[1],
        // In hundredths of a second.
        started: booted + 10 * Number(rest[19]),
      });
    } catch {
      // Gone meanwhile, or a thread of the kernel.
    }
  }
  return found;
}
const window = () => processes().find((each) => each.program === louceWindow);

/** Memory of the window and of all it started, each shared page counted by its share, in MB. */
function memory() {
  const all = processes();
  const family = [window().pid];
  for (const parent of family)
    family.push(...all.filter((each) => each.parent === parent).map((each) => each.pid));
  const kilobytes = family.map((pid) => {
    const pss = /^Pss:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8'));
    return [
      all
        .find((each) => each.pid === pid)
        .program.split('/')
        .at(-1),
      Number(pss[1]) / 1024,
    ];
  });
  return { whole: kilobytes.reduce((sum, [, mb]) => sum + mb, 0), parts: kilobytes };
}

/** Whether the files could be driven out of memory first. */
function forgetFiles() {
  try {
    execFileSync('sync');
    writeFileSync('/proc/sys/vm/drop_caches', '3');
    return true;
  } catch {
    return false;
  }
}

/** Starts the window; answers with it and the time until the passphrase can be typed, in ms. */
async function start(offices, folder) {
  const driven = await openWindow(offices, folder);
  const usable = await driven.run(`
    ${settled}
    while (!element("//input[@type='password']")) await new Promise((next) => requestAnimationFrame(next));
    await new Promise((next) => requestAnimationFrame(() => requestAnimationFrame(next)));
    return Date.now();`);
  return { driven, took: usable - window().started };
}

async function measure(residents) {
  const folder = emptyFolder();
  const offices = join(folder.path, 'offices');
  mkdirSync(offices);
  copyFileSync(join(made, `居委会-${residents}.louce`), join(offices, '居委会.louce'));
  console.log(`\n${residents} 人`);
  const isCold = forgetFiles();
  const first = await start(offices, folder.path);
  await first.driven.close();
  say(isCold ? '冷启动到能输口令' : '启动到能输口令（不能清缓存）', ms(first.took), '1.5 s');
  const { driven, took } = await start(offices, folder.path);
  try {
    say('再次启动', ms(took));
    await driven.fill(field('口令'), PASSPHRASE);
    const unlocked = driven.run(`
      ${settled}
      const pressed = performance.now();
      element("//button[normalize-space()='打开']").click();
return settled(pressed, () => element("//nav[@aria-label='各间']"), 800);`);
    say('口令到今日页', ms(await unlocked));
    await driven.find(rooms);
    await driven.find(words('要办的事'), 60);

    const change = (name) =>
      driven.run(
        `${settled}
        const from = performance.now();
        element(args[0]).click();
        return settled(from, () => element(args[0] + "[@aria-current='page']"));`,
        room(name),
      );
    const firsts = [];
    for (const name of ROOMS) firsts.push([name, await change(name)]);
    const later = [];
    for (let turn = 0; turn < 5; turn++) for (const name of ROOMS) later.push([name, await change(name)]);
    const shown = (times) =>
      ROOMS.map(
        (name) =>
          `${name} ${ms(
            percentile(
              times.filter(([each]) => each === name).map(([, took]) => took),
              0.5,
            ),
          )}`,
      ).join('，');
    say('换页（第一次）', shown(firsts));
    say('换页（以后，中位）', shown(later), '100 ms');

    const keys = [];
    for (const query of QUERIES) {
      await driven.press('Control+k');
      await driven.find("//*[@role='combobox']");
      for (const key of query) {
        const drawn = driven.run(`
          ${settled}
          const event = await new Promise((pressed) => addEventListener('input', pressed, { capture: true, once: true }));
          return settled(event.timeStamp);`);
        await new Promise((next) => setTimeout(next, 60));
        await Promise.all([drawn, driven.type(key)]);
        keys.push(await drawn);
      }
      await driven.press('Escape');
    }
    say('按键到搜索结果', `中位 ${ms(percentile(keys, 0.5))}，p99 ${ms(percentile(keys, 0.99))}`, '50 ms');

    await driven.click(room('底册'));
    await driven.click(`//nav[@aria-label='楼栋']${buttonStarting('全部')}`);
    await driven.click(button('表格'));
    await driven.find(`//revo-grid//*[contains(@class, 'rgCell')]`, 60);
    const scrolled = await driven.run(
      `
      const frame = () => new Promise((next) => requestAnimationFrame(next));
      // After the page was drawn: what is on the screen, not what is still being made for it.
      const drawn = async () => {
        await frame();
        const { port1, port2 } = new MessageChannel();
        await new Promise((next) => {
          port1.onmessage = next;
          port2.postMessage(0);
        });
      };
      await new Promise((next) => setTimeout(next, 1500));
      const view = document.querySelector('revogr-viewport-scroll[col-type="rgCol"], revogr-viewport-scroll.rgCol');
      const scroll = view.querySelector('.vertical-inner') ?? view;
      const box = scroll.getBoundingClientRect();
      // Rows seen with nothing in them, or none where there should be one.
      const blanks = () => {
        let blank = 0;
        for (let y = box.top + 45; y < box.bottom - 30; y += 14) {
          const cell = document.elementsFromPoint(box.left + 40, y).find((each) => each.classList.contains('rgCell'));
          const row = cell?.parentElement;
          if (!row || !row.textContent.trim() || row.textContent.trim() === '……') blank += 1;
        }
        return blank;
      };
      const rows = Math.round(scroll.scrollHeight / 28);
      const steady = { frames: 0, blank: 0, slowest: 0 };
      let before = performance.now();
      for (let at = 0; at < 400; at++) {
        scroll.scrollTop += args[0];
        await drawn();
        const now = performance.now();
        steady.frames += 1;
        steady.blank += blanks() > 0 ? 1 : 0;
        steady.slowest = Math.max(steady.slowest, now - before);
        before = performance.now();
      }
      const jumps = [];
      for (let at = 1; at <= 40; at++) {
        const from = performance.now();
        scroll.scrollTop = ((at * 7919) % 97) / 97 * scroll.scrollHeight;
        await frame();
        await frame();
        while (blanks() > 0 && performance.now() - from < 5000) await frame();
        jumps.push(performance.now() - from);
      }
      return { rows, steady, jumps };`,
      120,
    );
    const { rows, steady, jumps } = scrolled;
    say(
      '滚动表格',
      `${rows} 行；连着滚 ${steady.frames} 帧，有空行的 ${steady.blank} 帧，最慢一帧 ${ms(steady.slowest)}`,
      '没有空行',
    );
    say('跳到任意处到填满', `中位 ${ms(percentile(jumps, 0.5))}，最慢 ${ms(Math.max(...jumps))}`);

    await driven.click(room('今日'));
    await new Promise((next) => setTimeout(next, 15_000));
    const { whole, parts } = memory();
    say(
      '闲着的内存',
      `${whole.toFixed(0)} MB：${parts.map(([name, mb]) => `${name} ${mb.toFixed(0)}`).join('，')}`,
    );
  } finally {
    await driven.close();
    folder.remove();
  }
}

for (const residents of (process.argv[2] ?? '5500,200000').split(',')) await measure(residents);
