// The main job in Chromium against `louce serve`.
import { join } from 'node:path';
import { openChromium } from './drive/chromium.mjs';
import { mainJob } from './main-job.mjs';
import { emptyFolder, serve } from './program.mjs';
import { walk } from './walk.mjs';

const folder = emptyFolder();
const program = await serve(join(folder.path, 'offices'));
try {
  const driven = await openChromium(program.url, join(folder.path, 'saved'));
  await walk('browser', driven, mainJob, { folder: folder.path });
  console.log('the main job works in Chromium');
} finally {
  program.stop();
  folder.remove();
}
