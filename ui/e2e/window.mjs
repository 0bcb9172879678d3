// The program's own window, driven over WebDriver: an office with the example community, ledgers imported, a person found by
// initials, a building marked by shorthand, a workbook saved, locked and unlocked.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { sample, screens } from './lib.mjs';

const root = resolve(import.meta.dirname, '../..');
const binary = process.env.LOUCE_WINDOW ?? join(root, 'target/debug/louce-window');
const port = 4455;
const home = mkdtempSync(join(tmpdir(), 'louce-window-'));
const saved = join(home, 'saved');
const ENTER = '\uE007';
const CONTROL = '\uE009';

const driver = spawn('WebKitWebDriver', [`--port=${port}`], {
  stdio: ['ignore', 'ignore', 'inherit'],
  env: {
    ...process.env,
    TAURI_AUTOMATION: 'true',
    TAURI_WEBVIEW_AUTOMATION: 'true',
    LOUCE_HOME: join(home, 'offices'),
    LOUCE_SAVE_TO: saved,
  },
});

let session = '';
async function ask(method, path, body) {
  const answer = await fetch(`http://127.0.0.1:${port}/session${path}`, {
    method,
    headers: { 'content-type': 'application/json' },
    ...(body ? { body: JSON.stringify(body) } : {}),
  });
  const { value } = await answer.json();
  if (!answer.ok) throw new Error(`${method} ${path}: ${value.error} ${value.message}`);
  return value;
}
const inSession = (method, path, body) => ask(method, `/${session}${path}`, body);

async function patiently(what, work, seconds = 30) {
  const end = Date.now() + seconds * 1000;
  for (;;) {
    try {
      return await work();
    } catch (error) {
      if (Date.now() > end) throw new Error(`${what}: ${error.message}`);
      await new Promise((done) => setTimeout(done, 100));
    }
  }
}

const find = (xpath, seconds) =>
  patiently(
    xpath,
    async () => {
      const found = await inSession('POST', '/element', { using: 'xpath', value: xpath });
      return Object.values(found)[0];
    },
    seconds,
  );
const click = async (xpath, seconds) => {
  const element = await find(xpath, seconds);
  await patiently(xpath, () => inSession('POST', `/element/${element}/click`, {}));
};
const type = async (xpath, text) => inSession('POST', `/element/${await find(xpath)}/value`, { text });
const button = (name) => `//button[normalize-space()='${name}']`;
const labelled = (name) => `//label[contains(., '${name}')]//input`;
const link = (name) => `//nav[@aria-label='各间']//a[normalize-space()='${name}']`;
/** Goes to a room and waits until it is the current one. */
const room = async (name) => {
  await click(link(name));
  await find(`${link(name)}[@aria-current='page']`);
};
const text = (words, seconds) => find(`//*[contains(text(), '${words}')]`, seconds);
async function keys(...pressed) {
  const actions = pressed.flatMap((value) => [
    { type: 'keyDown', value },
    ...(value === CONTROL ? [] : [{ type: 'keyUp', value }]),
  ]);
  if (pressed.includes(CONTROL)) actions.push({ type: 'keyUp', value: CONTROL });
  await inSession('POST', '/actions', { actions: [{ type: 'key', id: 'keys', actions }] });
}
async function see(name) {
  const picture = await inSession('GET', '/screenshot');
  mkdirSync(screens, { recursive: true });
  writeFileSync(join(screens, `window-${name}.png`), Buffer.from(picture, 'base64'));
}
const step = (words) => console.log(`· ${words}`);

try {
  await patiently('WebKitWebDriver', () => fetch(`http://127.0.0.1:${port}/status`));
  const started = Date.now();
  const { sessionId } = await ask('POST', '', {
    capabilities: { alwaysMatch: { 'webkitgtk:browserOptions': { binary, args: [] } } },
  });
  session = sessionId;

  step('new office with the example community');
  await type(labelled('居民区名称'), '延吉七村居民区');
  console.log(`  usable after ${Date.now() - started} ms (with the driver)`);
  await type(labelled('口令（至少'), '梧桐树下七村');
  await type(labelled('口令再写一遍'), '梧桐树下七村');
  await click(labelled('虚构'));
  await see('create');
  await click(button('新建'));
  await find("//*[@aria-label='恢复码']", 90);
  await click(button('已经抄好，开始用'));
  await text('要办的事');
  await see('today');

  step('import the office’s own ledgers');
  const ledgers = join(home, 'ledgers');
  await sample(ledgers, 60);
  await room('导入');
  const files = readdirSync(ledgers).map((name) => join(ledgers, name));
  await type("//input[@type='file']", files.join('\n'));
  await find("//nav[@aria-label='工作表']", 60);
  await see('import');
  await click(button('导入'));
  await text('导入完成', 60);

  step('a round, marked by shorthand');
  await room('检测');
  await click(button('开一轮'));
  await click(button('开轮'));
  await type("//*[@id='line']", `4 101${ENTER}`);
  await find("//*[@aria-label='刚登记的']//li");
  await see('testing');
  await click(button('导出名册'));
  await patiently('a saved workbook', async () => {
    assert.ok(existsSync(saved) && readdirSync(saved).some((name) => /名册.*\.xlsx$/.test(name)));
  });

  step('find by initials');
  await keys(CONTROL, 'k');
  await keys(...'hmq');
  await find("//*[@role='option']");
  await see('palette');
  await keys(ENTER);
  await find("//*[contains(@class, 'member')]//*[contains(text(), '贺明庆')]");

  step('lock and unlock');
  await keys(CONTROL, 'l');
  await type("//label[contains(., '口令')]//input", '梧桐树下七村');
  await click(button('打开'));
  await find("//nav[@aria-label='各间']");
  console.log('the main job works through the window');
} catch (error) {
  if (session) await see('failed').catch(() => undefined);
  throw error;
} finally {
  if (session) await inSession('DELETE', '').catch(() => undefined);
  driver.kill();
  rmSync(home, { recursive: true, force: true });
}
