// The rooms one by one, in Chromium against `louce serve`: an office with the example community, then every file in `flows/` in turn.
// `node e2e/flows.mjs roster report` runs only those.
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { openChromium } from './drive/chromium.mjs';
import { emptyFolder, fillRoster, sample, serve } from './program.mjs';
import { walk } from './walk.mjs';

const wanted = process.argv.slice(2);
const here = join(import.meta.dirname, 'flows');
const files = readdirSync(here).filter((name) => name.endsWith('.mjs'));
const names = files.map((name) => name.replace(/\.mjs$/, '')).sort();

const folder = emptyFolder();
const ledgers = join(folder.path, 'ledgers');
sample(ledgers, 200);
const program = await serve(join(folder.path, 'offices'));

async function rooms({ driven: { page }, see, step }) {
  const button = (name) => page.getByRole('button', { name, exact: true });
  const context = {
    page,
    ledgers,
    folder: folder.path,
    fillRoster,
    button,
    see,
    step: (text) => step(`  ${text}`),
    go: (room) =>
      page.getByRole('navigation', { name: '各间' }).getByRole('link', { name: room, exact: true }).click(),
    said: (text) => page.locator('.status').getByText(text).first().waitFor(),
    /** What a click brings to be saved: its name, and the file when `to` says where. */
    async saved(click, to) {
      const [download] = await Promise.all([page.waitForEvent('download'), click()]);
      if (to) await download.saveAs(to);
      return download.suggestedFilename();
    },
  };
  await page.getByLabel('居民区名称').fill('示例居民区');
  await page.getByLabel('口令（至少 6 个字，中文也行）').fill('梧桐树下七村');
  await page.getByLabel('口令再写一遍').fill('梧桐树下七村');
  await page.getByLabel(/虚构/).check();
  await button('新建').click();
  await button('已经抄好，开始用').click({ timeout: 60_000 });
  await page.getByText('要办的事').waitFor();
  for (const name of names.filter((each) => wanted.length === 0 || wanted.includes(each))) {
    step(name);
    const { default: flow } = await import(`./flows/${name}.mjs`);
    await flow(context);
  }
}

try {
  const driven = await openChromium(program.url, join(folder.path, 'saved'));
  await walk('rooms', driven, rooms, {});
  console.log('every room works');
} finally {
  program.stop();
  folder.remove();
}
