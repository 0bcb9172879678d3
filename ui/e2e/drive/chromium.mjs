// A page in Chromium, which is also the engine that Windows shows the window with. Elements are named by XPath, so that one flow
// drives both engines.
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { chromium } from 'playwright-core';

/** Opens the page at the size the offices have. */
export async function openChromium(url, folder) {
  const browser = await chromium.launch({
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    args: ['--no-sandbox'],
  });
  const context = await browser.newContext({
    viewport: { width: 1366, height: 768 },
    locale: 'zh-CN',
    acceptDownloads: true,
  });
  const page = await context.newPage();
  const complaints = [];
  page.on('pageerror', (error) => complaints.push(`error: ${error.message}`));
  page.on('console', (message) => {
    // An answer that refuses is not a fault of the page.
    if (message.type() === 'error' && !/status of 4\d\d/.test(message.text()))
      complaints.push(`console: ${message.text()}`);
  });
  await page.goto(url);
  const visible = (xpath) => page.locator(`xpath=${xpath}`).filter({ visible: true }).first();
  const within = (seconds = 30) => ({ timeout: seconds * 1000 });
  return {
    page,
    complaints,
    find: (xpath, seconds) => visible(xpath).waitFor(within(seconds)),
    click: (xpath, seconds) => visible(xpath).click(within(seconds)),
    fill: (xpath, text) => visible(xpath).fill(text),
    /** Chooses in a list by the words of the entry. */
    choose: (xpath, label) => visible(xpath).selectOption({ label }),
    textOf: (xpath) => visible(xpath).innerText(),
    files: (xpath, paths) => page.locator(`xpath=${xpath}`).first().setInputFiles(paths),
    press: (chord) => page.keyboard.press(chord),
    type: (text) => page.keyboard.type(text),
    /** Runs the body of an async function in the page. */
    run: (body, ...args) =>
      page.evaluate(
        ([code, given]) => Object.getPrototypeOf(async () => 0).constructor('args', code)(given),
        [body, args],
      ),
    picture: (path) => page.screenshot({ path }),
    /** What a click brings to be saved, as a file. */
    async saved(xpath) {
      const [download] = await Promise.all([
        page.waitForEvent('download', within(120)),
        visible(xpath).click(),
      ]);
      mkdirSync(folder, { recursive: true });
      const path = join(folder, download.suggestedFilename());
      await download.saveAs(path);
      return path;
    },
    close: () => browser.close(),
  };
}
