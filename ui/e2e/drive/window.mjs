// The program's own window over WebDriver (WebKitWebDriver), with the same few verbs as `chromium.mjs`.
import { execFileSync, spawn } from 'node:child_process';
import { createServer } from 'node:net';
import { existsSync, readFileSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { louceWindow } from '../program.mjs';

const KEYS = {
  Enter: '\uE007',
  Escape: '\uE00C',
  Tab: '\uE004',
  Control: '\uE009',
  Shift: '\uE008',
  F4: '\uE034',
};

/** A port that nobody listens on: two runs on one computer do not meet. */
const freePort = () =>
  new Promise((found) => {
    const server = createServer();
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => found(port));
    });
  });

/** Tries until it works or the time is over. */
async function patiently(what, work, seconds = 30) {
  const end = Date.now() + seconds * 1000;
  for (;;) {
    try {
      return await work();
    } catch (error) {
      if (Date.now() > end) throw new Error(`${what}: ${error.message}`);
      await new Promise((done) => setTimeout(done, 50));
    }
  }
}

/** The programs that a process started and that still run. */
function startedBy(parent) {
  return readdirSync('/proc').filter((pid) => {
    if (!/^\d+$/.test(pid)) return false;
    try {
      const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
      const [state, its] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
      return Number(its) === parent && state !== 'Z';
    } catch {
      return false;
    }
  });
}

/** Starts the program with its offices in `offices`; files are saved into `folder` without asking. */
export async function openWindow(offices, folder) {
  const port = await freePort();
  const driver = spawn('WebKitWebDriver', [`--port=${port}`], {
    stdio: ['ignore', 'ignore', 'inherit'],
    env: {
      ...process.env,
      TAURI_AUTOMATION: 'true',
      TAURI_WEBVIEW_AUTOMATION: 'true',
      LOUCE_HOME: offices,
      LOUCE_SAVE_TO: folder,
    },
  });
  async function ask(method, path, body) {
    const answer = await fetch(`http://127.0.0.1:${port}${path}`, {
      method,
      headers: { 'content-type': 'application/json' },
      ...(body ? { body: JSON.stringify(body) } : {}),
    });
    const { value } = await answer.json();
    if (!answer.ok) throw new Error(`${method} ${path}: ${value.error} ${value.message}`);
    return value;
  }
  await patiently('WebKitWebDriver', () => ask('GET', '/status'));
  const asked = Date.now();
  const { sessionId } = await ask('POST', '/session', {
    capabilities: {
      alwaysMatch: { 'webkitgtk:browserOptions': { binary: louceWindow, args: [] } },
    },
  });
  const session = (method, path, body) => ask(method, `/session/${sessionId}${path}`, body);
  await session('POST', '/timeouts', { script: 120_000 });
  await session('POST', '/window/rect', { x: 0, y: 0, width: 1366, height: 768 }).catch(() => undefined);

  /** The first element of that XPath that can be seen. */
  const seen = (xpath, seconds) =>
    patiently(
      xpath,
      async () => {
        const script = `const all = document.evaluate(arguments[0], document, null, XPathResult.ORDERED_NODE_SNAPSHOT_TYPE);
          for (let at = 0; at < all.snapshotLength; at++)
            if (all.snapshotItem(at).checkVisibility({ visibilityProperty: true })) return all.snapshotItem(at);`;
        const found = await session('POST', '/execute/sync', { script, args: [xpath] });
        if (found) return Object.values(found)[0];
        throw new Error('not to be seen');
      },
      seconds,
    );
  const run = (body, ...args) =>
    session('POST', '/execute/async', {
      script: `const done = arguments[1];
        (async (args) => { ${body} })(arguments[0]).then((value) => done({ value }), (e) => done({ error: String(e) }))`,
      args: [args],
    }).then(({ value, error }) => {
      if (error) throw new Error(error);
      return value;
    });
  const strike = (actions) =>
    session('POST', '/actions', { actions: [{ type: 'key', id: 'keys', actions }] });
  const click = (xpath, seconds) =>
    patiently(xpath, async () => session('POST', `/element/${await seen(xpath, 1)}/click`, {}), seconds);
  return {
    asked,
    complaints: [],
    find: seen,
    click,
    async fill(xpath, text) {
      const element = await seen(xpath);
      await session('POST', `/element/${element}/clear`, {});
      await session('POST', `/element/${element}/value`, { text });
    },
    /** Chooses in a list by the words of the entry. */
    async choose(xpath, label) {
      const found = await patiently(`${xpath}: ${label}`, () =>
        session('POST', '/element', {
          using: 'xpath',
          value: `${xpath}//option[normalize-space(.)='${label}']`,
        }),
      );
      await session('POST', `/element/${Object.values(found)[0]}/click`, {});
    },
    textOf: async (xpath) => session('GET', `/element/${await seen(xpath)}/text`),
    async files(xpath, paths) {
      const found = await patiently(xpath, () =>
        session('POST', '/element', { using: 'xpath', value: xpath }),
      );
      await session('POST', `/element/${Object.values(found)[0]}/value`, { text: [paths].flat().join('\n') });
    },
    press(chord) {
      const keys = chord.split('+').map((key) => KEYS[key] ?? key);
      const down = keys.map((value) => ({ type: 'keyDown', value }));
      const up = keys.reverse().map((value) => ({ type: 'keyUp', value }));
      return strike([...down, ...up]);
    },
    type: (text) =>
      strike([...text].flatMap((value) => ['keyDown', 'keyUp'].map((type) => ({ type, value })))),
    run,
    async picture(path) {
      // Of the screen, as a person sees it.
      execFileSync('import', ['-window', 'root', path]);
    },
    async saved(xpath) {
      const before = new Set(existsSync(folder) ? readdirSync(folder) : []);
      // What still comes to the page moves its buttons.
      await run(`while (document.documentElement.dataset.waiting !== '0')
        await new Promise((next) => setTimeout(next, 20));
        await new Promise((next) => setTimeout(next, 60));`);
      const since = Date.now();
      await click(xpath);
      return patiently(
        'a saved file',
        () => {
          // What begins with a point is still being written.
          const name = (existsSync(folder) ? readdirSync(folder) : []).find(
            (each) =>
              !each.startsWith('.') && (!before.has(each) || statSync(join(folder, each)).mtimeMs > since),
          );
          if (!name) throw new Error('nothing saved');
          return join(folder, name);
        },
        120,
      );
    },
    async close() {
      await session('DELETE', '').catch(() => undefined);
      // The program keeps what is to be kept before it ends; a second one would only bring its window forward.
      await patiently('the end of the program', async () => {
        if (startedBy(driver.pid).length > 0) throw new Error('still running');
      });
      driver.kill();
    },
  };
}
