// The main job in the program's own window. On a machine without a screen: `xvfb-run -a -s "-screen 0 1366x768x24" node e2e/window.mjs`.
import { join } from 'node:path';
import { openWindow } from './drive/window.mjs';
import { mainJob } from './main-job.mjs';
import { emptyFolder } from './program.mjs';
import { walk } from './walk.mjs';

const folder = emptyFolder();
try {
  const driven = await openWindow(join(folder.path, 'offices'), join(folder.path, 'saved'));
  await walk('window', driven, mainJob, { folder: folder.path });
  console.log('the main job works in the window');
} finally {
  folder.remove();
}
