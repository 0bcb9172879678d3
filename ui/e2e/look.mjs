// Every page looked at: a picture in both themes, and axe-core on each.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { screens } from './lib.mjs';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const rules = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'best-practice'];

/** Pictures `name-light.png` and `name-dark.png`; returns what axe found. */
export async function look(page, name) {
  const found = [];
  for (const theme of ['light', 'dark']) {
    await page.evaluate((wanted) => {
      document.documentElement.dataset.theme = wanted;
      document.documentElement.classList.toggle('dark', wanted === 'dark');
    }, theme);
    await page.waitForTimeout(150);
    await page.screenshot({ path: join(screens, `${name}-${theme}.png`) });
    await page.evaluate(axe);
    const { violations } = await page.evaluate(
      (only) => globalThis.axe.run(document, { runOnly: only }),
      rules,
    );
    for (const violation of violations) {
      found.push(
        `${name} ${theme}: ${violation.id} ×${violation.nodes.length} ${violation.nodes[0]?.html.slice(0, 160)}`,
      );
    }
  }
  await page.evaluate(() => {
    document.documentElement.dataset.theme = 'light';
    document.documentElement.classList.remove('dark');
  });
  return found;
}
