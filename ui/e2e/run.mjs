// The jobs of a person in Chromium against `louce serve`. `node e2e/run.mjs testing-day` does only that one.
import { join } from 'node:path';
import { openChromium } from './drive/chromium.mjs';
import { wantedJobs } from './jobs.mjs';
import { emptyFolder, serve } from './program.mjs';
import { walk } from './walk.mjs';

for (const { name, job } of wantedJobs()) {
  const folder = emptyFolder();
  const program = await serve(join(folder.path, 'offices'));
  try {
    const driven = await openChromium(program.url, join(folder.path, 'saved'));
    await walk('browser', driven, job, { folder: folder.path });
    console.log(`${name} works in Chromium`);
  } finally {
    program.stop();
    folder.remove();
  }
}
