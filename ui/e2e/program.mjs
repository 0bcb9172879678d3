// The programs the flows start: `louce serve` on an empty folder, `louce sample`, `fill-roster`. Not here: how a page is driven.
import { execFileSync, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

const root = resolve(import.meta.dirname, '../..');
const built = (name) => join(root, 'target/debug', name);
const louce = process.env.LOUCE ?? built('louce');
/** The program with the window. */
export const louceWindow = process.env.LOUCE_WINDOW ?? built('louce-window');
/** Where pictures of the pages go. */
export const screens = join(root, 'target/screens');

/** A folder of its own for one run. */
export function emptyFolder() {
  const path = mkdtempSync(join(tmpdir(), 'louce-page-'));
  return { path, remove: () => rmSync(path, { recursive: true, force: true }) };
}

/** Starts the program on the loopback address; answers with the page's address. */
export async function serve(offices) {
  const args = ['serve', '--ui', join(root, 'ui/dist'), '--office-dir', offices];
  const child = spawn(louce, args, { stdio: ['ignore', 'pipe', 'inherit'] });
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
    url,
    stop() {
      child.removeAllListeners('exit');
      child.kill();
    },
  };
}

/** Made-up ledgers in `folder`. */
export function sample(folder, households) {
  const args = ['sample', '--households', String(households), '--seed', '1', '--output', folder];
  execFileSync(louce, args, { stdio: 'ignore' });
}

/** A roster workbook filled in as on a testing night. */
export function fillRoster(from, to) {
  execFileSync(process.env.FILL_ROSTER ?? built('fill-roster'), [from, to], { stdio: 'ignore' });
}
