// The program as a person meets it: `louce serve` on a folder of its own, and the page in Chromium.
import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { chromium } from 'playwright-core';

const root = resolve(import.meta.dirname, '../..');
export const louce = process.env.LOUCE ?? join(root, 'target/debug/louce');
export const screens = join(root, 'target/screens');

/** Starts the program in an empty folder. */
export async function start() {
  const folder = mkdtempSync(join(tmpdir(), 'louce-page-'));
  const child = spawn(
    louce,
    ['serve', '--ui', join(root, 'ui/dist'), '--office-dir', join(folder, 'offices')],
    {
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  );
  const url = await new Promise((found, failed) => {
    let said = '';
    child.stdout.on('data', (bytes) => {
      said += bytes;
      const at = /http:\/\/127\.0\.0\.1:\d+\/enter\/\w+/.exec(said);
      if (at) found(at[0]);
    });
    child.on('exit', (code) => failed(new Error(`louce serve ended with ${code}`)));
  });
  return {
    folder,
    url,
    stop() {
      child.removeAllListeners('exit');
      child.kill();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Made-up ledgers in `folder`. */
export async function sample(folder, households) {
  await new Promise((done, failed) => {
    const child = spawn(
      louce,
      ['sample', '--households', String(households), '--seed', '1', '--output', folder],
      { stdio: 'ignore' },
    );
    child.on('exit', (code) => (code === 0 ? done() : failed(new Error(`louce sample ended with ${code}`))));
  });
}

/** A window of the size the offices have. */
export async function open(url) {
  mkdirSync(screens, { recursive: true });
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
  page.on(
    'console',
    (message) => message.type() === 'error' && complaints.push(`console: ${message.text()}`),
  );
  await page.goto(url);
  return { browser, page, complaints };
}
