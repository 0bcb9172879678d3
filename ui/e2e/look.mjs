// Every page looked at: a picture in both themes, and axe-core on each.
import { mkdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const rules = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'best-practice'];
const wear = `const root = document.documentElement;
  root.dataset.theme = args[0];
  root.classList.toggle('dark', args[0] === 'dark');`;

/** Pictures `name-light.png` and `name-dark.png` in `folder`; answers with what axe found. */
export async function look(driven, folder, name) {
  mkdirSync(folder, { recursive: true });
  const found = [];
  for (const theme of ['light', 'dark']) {
    await driven.run(`${wear} await new Promise((shown) => setTimeout(shown, 150));`, theme);
    await driven.picture(join(folder, `${name}-${theme}.png`));
    const violations = await driven.run(
      `${axe};
      const { violations } = await globalThis.axe.run(document, { runOnly: args[0] });
      return violations.map(({ id, nodes }) => ({ id, count: nodes.length, html: nodes[0]?.html.slice(0, 160) }));`,
      rules,
    );
    found.push(...violations.map(({ id, count, html }) => `${name} ${theme}: ${id} ×${count} ${html}`));
  }
  await driven.run(wear, 'light');
  return found;
}
