// The jobs of a person in the program's own window. On a machine without a screen:
// `xvfb-run -a -s "-screen 0 1366x768x24" node e2e/window.mjs`; with `testing-day` after it, only that one.
import { join } from 'node:path';
import { openWindow } from './drive/window.mjs';
import { wantedJobs } from './jobs.mjs';
import { emptyFolder } from './program.mjs';
import { walk } from './walk.mjs';

for (const { name, job } of wantedJobs()) {
  const folder = emptyFolder();
  try {
    const driven = await openWindow(join(folder.path, 'offices'), join(folder.path, 'saved'));
    await walk('window', driven, job, { folder: folder.path });
    console.log(`${name} works in the window`);
  } finally {
    folder.remove();
  }
}
