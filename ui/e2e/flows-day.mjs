// The testing day alone, in Chromium against `louce serve`: an office with the example community, then the `day-*` files of `flows/`.
// `node e2e/flows-day.mjs day-round` runs only that one.
import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { open, screens, start } from './lib.mjs';
import { look } from './look.mjs';

const wanted = process.argv.slice(2);
const here = join(import.meta.dirname, 'flows');
const names = readdirSync(here)
  .filter((name) => /^day-.*\.mjs$/.test(name))
  .map((name) => name.replace(/\.mjs$/, ''))
  .sort();
const program = await start();
const { browser, page, complaints } = await open(program.url);
const faults = [];
const button = (name) => page.getByRole('button', { name, exact: true });
const context = {
  page,
  button,
  go: (room) =>
    page.getByRole('navigation', { name: '各间' }).getByRole('link', { name: room, exact: true }).click(),
  said: (text) => page.locator('.status').getByText(text).first().waitFor(),
  see: async (name) => faults.push(...(await look(page, name))),
  step: (text) => console.log(`  · ${text}`),
  async saved(click, to) {
    const [download] = await Promise.all([page.waitForEvent('download', { timeout: 120_000 }), click()]);
    if (to) await download.saveAs(to);
    return download.suggestedFilename();
  },
};

try {
  await page.getByLabel('居民区名称').fill('示例居民区');
  await page.getByLabel('口令（至少 6 个字，中文也行）').fill('梧桐树下七村');
  await page.getByLabel('口令再写一遍').fill('梧桐树下七村');
  await page.getByLabel(/虚构/).check();
  await button('新建').click();
  await button('已经抄好，开始用').click({ timeout: 120_000 });
  await page.getByText('要办的事').waitFor();
  for (const name of names.filter((each) => wanted.length === 0 || wanted.includes(each))) {
    console.log(name);
    const { default: flow } = await import(`./flows/${name}.mjs`);
    await flow(context);
  }
  assert.deepEqual(faults, [], 'axe-core finds nothing');
  assert.deepEqual(
    complaints.filter((text) => !/status of 4\d\d/.test(text)),
    [],
    'the page says nothing in its console',
  );
  console.log('the testing day works');
} catch (error) {
  await page.screenshot({ path: join(screens, 'day-failed.png') });
  console.error(faults.join('\n'), complaints.join('\n'));
  throw error;
} finally {
  await browser.close();
  program.stop();
}
