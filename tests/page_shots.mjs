// Takes the pictures of docs/screenshots/ anew, over an archive of the samples and of the page's test.
//   node tests/page_shots.mjs VEDETTE docs/screenshots
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { kReports, makeFolder, openBrowser, run, samples, serve, writeArticles } from './page_stage.mjs';

const [program, folder] = process.argv.slice(2);
if (!folder) throw new Error('usage: node tests/page_shots.mjs VEDETTE FOLDER');
const work = makeFolder();
const archive = join(work, 'news.vedette');
run(program, ['add', ...samples(), writeArticles(work, 'more.jsonl', kReports), '--to', archive]);
writeFileSync(archive + '.rules.toml', '[[rule]]\nname = "Kosovo and Serbia"\npair = ["XKX", "SRB"]\ndays = 365\n\n[[rule]]\nname = "NATO"\nbloc = "body:NATO"\ndays = 365\n');
mkdirSync(folder, { recursive: true });
const { address, end } = await serve(program, archive);
const browser = await openBrowser();
const ask = async (path) => (await fetch(`${address}/api/1/${path}`)).json();
const story = [...(await ask('stories?limit=100')).items].sort((a, b) => b.disagreements - a.disagreements || b.reports - a.reports)[0];
const article = (await ask('articles?limit=100')).items.find((one) => /Kosovo mourns/.test(one.title ?? ''));
const story_path = `/story/${story?.story}`;
// Name, address, width and height of the window, theme, and how many pixels of the picture stand for one of the window.
const shots = [
  ['overview', '/', 1280, 900, 'light'], ['wall-dark', '/', 2560, 1440, 'dark', 0.5], ['events', '/events?once=1', 1280, 900, 'light'],
  ['article', `/article/${article?.id}?item=e2`, 1280, 800, 'light'], ['article-phone', `/article/${article?.id}`, 360, 740, 'dark'],
  ['story', story_path, 1280, 900, 'light'], ['story-phone', story_path, 360, 740, 'light'], ['actor-dark', '/actor/state%3ARUS', 1280, 900, 'dark'],
  ['bloc', '/bloc/body%3ANATO?window=3660', 1280, 900, 'light'], ['calendar', '/calendar', 1280, 800, 'light'], ['commitments', '/commitments', 1280, 800, 'light'],
  ['quotes', '/quotes', 1280, 800, 'light'], ['compare', '/compare?by=pair&left=RUS,UKR&right=SRB,XKX&since=2023-05-15&until=2023-09-25', 1280, 900, 'light'],
  ['watch', '/watch', 1280, 800, 'dark'],
];
const kMost = 250_000;
for (const [name, path, width, height, colorScheme, deviceScaleFactor = 1] of shots) {
  const context = await browser.newContext({ viewport: { width, height }, colorScheme, deviceScaleFactor, locale: 'en-GB' });
  const page = await context.newPage();
  await page.goto(address + path);
  await page.waitForSelector('main h1');
  await page.waitForFunction(() => !document.querySelector('[role=status] .line'));
  await page.waitForTimeout(300);
  const bytes = await page.screenshot();
  if (bytes.length > kMost) throw new Error(`${name}.png has ${bytes.length} bytes; at most ${kMost} are wanted`);
  writeFileSync(join(folder, name + '.png'), bytes);
  console.log(`${name}.png ${bytes.length}`);
  await context.close();
}
await browser.close();
end();
process.exit(0);
