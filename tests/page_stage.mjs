// The stage for the page's tests: an archive, `vedette serve` over it on a free port of loopback, and a browser that looks at it.
// Used by tests/page.mjs, tests/page_hostile.mjs and tests/page_shots.mjs.
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = dirname(dirname(fileURLToPath(import.meta.url)));
export const require = createRequire(join(root, 'web', 'package.json'));
const kBrowsers = ['/usr/bin/chromium', '/usr/bin/chromium-browser'];
const kSkipped = 77;

// Without a browser there is nothing to look with; ctest counts 77 as skipped.
export function browserPath() {
  const found = kBrowsers.find((path) => existsSync(path));
  if (!found) {
    console.log('skipped: no /usr/bin/chromium here (Debian package chromium)');
    process.exit(kSkipped);
  }
  return found;
}

export async function openBrowser() {
  const { chromium } = require('playwright-core');
  return chromium.launch({
    executablePath: browserPath(),
    args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'],
  });
}

export function makeFolder() {
  const folder = mkdtempSync(join(tmpdir(), 'vedette-page-'));
  process.on('exit', () => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

export function run(program, parameters) {
  const done = spawnSync(program, parameters, { encoding: 'utf8', timeout: 120_000 });
  if (done.status !== 0) throw new Error(`${program} ${parameters.join(' ')} ended with ${done.status}: ${done.stderr}`);
  return done.stdout;
}

export function samples() {
  return readdirSync(join(root, 'samples')).filter((name) => name.endsWith('.txt')).sort().map((name) => join(root, 'samples', name));
}

// Articles as JSONL, as a feed would give them.
export function writeArticles(folder, name, articles) {
  const file = join(folder, name);
  writeFileSync(file, articles.map((article) => JSON.stringify(article)).join('\n') + '\n');
  return file;
}

// One happening told by two sites that do not agree and by a copy; an announcement and a promise with what came of them.
const told = 'Russia attacked the Ukrainian port of Odesa with missiles on Thursday, killing %s people and wounding dozens, the regional governor said. '
  + 'Ukrainian President Volodymyr Zelenskyy condemned the attack and urged allies to send more air defence systems. '
  + 'Russia’s defence ministry said that its forces had struck a depot of foreign weapons in the port of Odesa.';
export const kReports = [
  { id: 'a1', site: 'first.example', url: 'https://first.example/1', published: '2023-06-02', title: 'Five killed in missile attack on Odesa', text: told.replace('%s', 'five') },
  { id: 'a2', site: 'second.example', url: 'https://second.example/1', published: '2023-06-02', title: 'Missiles kill seven in Odesa', text: 'ODESA, Ukraine - Seven people were killed when Russian missiles struck the port of Odesa on Thursday, officials said. Russia attacked Odesa for the second time in a week. Volodymyr Zelenskyy condemned the attack on the Ukrainian port.' },
  { id: 'a3', site: 'third.example', url: 'https://third.example/1', published: '2023-06-02', title: 'Five killed in missile attack on Odesa', text: told.replace('%s', 'five') + ' Follow us for more news.' },
  { id: 'a4', site: 'first.example', url: 'https://first.example/2', published: '2023-06-05', title: 'Kosovo and Serbia to meet', text: 'The leaders of Kosovo and Serbia will meet in Brussels on 14 June 2023, the European Union said on Monday. Germany promised to deliver 18 tanks to Ukraine by 30 June 2023.' },
  { id: 'a5', site: 'second.example', url: 'https://second.example/2', published: '2023-06-15', title: 'Kosovo and Serbia meet in Brussels', text: 'The leaders of Kosovo and Serbia met in Brussels on Wednesday. Serbia accused Kosovo of breaking an agreement.' },
  { id: 'a6', site: 'second.example', url: 'https://second.example/3', published: '2023-06-29', title: 'Germany delivers tanks', text: 'Germany delivered 18 tanks to Ukraine on 28 June 2023, the defence ministry said. Russia threatened Germany with retaliation.' },
];

// Resolves with the server's address and a way to end it; the server is ended with this process at the latest.
export function serve(program, archive, more = []) {
  return new Promise((done, failed) => {
    const server = spawn(program, ['serve', archive, '--port', '0', ...more], { stdio: ['ignore', 'pipe', 'pipe'] });
    const end = () => server.kill('SIGTERM');
    process.on('exit', end);
    let out = '';
    let complaints = '';
    const late = setTimeout(() => failed(new Error(`vedette serve said no address within 30 s: ${complaints}`)), 30_000);
    server.stdout.on('data', (bytes) => {
      out += bytes;
      const address = /http:\/\/[0-9.]+:\d+/.exec(out);
      if (address) {
        clearTimeout(late);
        done({ address: address[0], end });
      }
    });
    server.stderr.on('data', (bytes) => (complaints += bytes));
    server.on('exit', (code) => {
      clearTimeout(late);
      failed(new Error(`vedette serve ended with ${code}: ${complaints}`));
    });
  });
}

// Runs the checks, some at a time, each in a browser context of its own where nothing may go wrong on the console. Ends the process.
export async function play(browser, checks, { address, atOnce = 3, only = process.env.ONLY } = {}) {
  const failures = [];
  const waiting = checks.filter(([name]) => !only || name.includes(only));
  const many = waiting.length;
  const began = Date.now();
  async function worker() {
    for (let check = waiting.shift(); check; check = waiting.shift()) {
      const [name, act, { expectErrors = false, elsewhere = false, ...options } = {}] = check;
      const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, acceptDownloads: true, ...options });
      context.setDefaultTimeout(10_000);
      const page = await context.newPage();
      const troubles = [];
      page.on('pageerror', (error) => troubles.push(`script error: ${error.message}`));
      page.on('console', (message) => {
        if (message.type() === 'error' && !(expectErrors && /status of \d+|net::ERR_FAILED/.test(message.text()))) troubles.push(`console: ${message.text()}`);
      });
      page.on('dialog', (dialog) => {
        troubles.push(`a dialog opened: ${dialog.message()}`);
        void dialog.dismiss();
      });
      page.on('request', (request) => {
        const own = elsewhere ? /^http:\/\/127\.0\.0\.1:/.test(request.url()) : request.url().startsWith(address);
        if (!/^(data|blob):/.test(request.url()) && !own) troubles.push(`asked another server: ${request.url()}`);
      });
      const start = Date.now();
      try {
        await act(page, context);
        if (troubles.length) throw new Error(troubles.slice(0, 3).join('\n'));
        console.log(`ok      ${name} (${Date.now() - start} ms)`);
      } catch (error) {
        failures.push(name);
        console.log(`FAILED  ${name}\n${error.stack}\n${troubles.join('\n')}`);
        if (process.env.SHOTS) await page.screenshot({ path: join(process.env.SHOTS, name.replace(/\W+/g, '-') + '.png') }).catch(() => undefined);
      }
      await context.close();
    }
  }
  await Promise.all(Array.from({ length: atOnce }, worker));
  await browser.close();
  console.log(failures.length ? `${failures.length} of ${many} failed: ${failures.join(', ')}` : `all ${many} in ${((Date.now() - began) / 1000).toFixed(1)} s`);
  process.exit(failures.length ? 1 : 0);
}
