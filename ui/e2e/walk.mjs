// One walk through the program: steps said, pictures taken, what axe-core and the console found told at the end.
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { look } from './look.mjs';
import { screens } from './program.mjs';

/** Runs `flow` with its tools; pictures go to `target/screens/NAME`. */
export async function walk(name, driven, flow, given) {
  const faults = [];
  const pictures = join(screens, name);
  const step = (text) => console.log(`· ${text}`);
  const see = async (page) => faults.push(...(await look(driven, pictures, page)));
  try {
    await flow({ driven, step, see, ...given });
    assert.deepEqual(faults, [], 'axe-core finds nothing');
    assert.deepEqual(driven.complaints, [], 'the page says nothing in its console');
  } catch (error) {
    await driven.picture(join(pictures, 'failed.png')).catch(() => undefined);
    console.error([...faults, ...driven.complaints].join('\n'));
    throw error;
  } finally {
    await driven.close();
  }
}
