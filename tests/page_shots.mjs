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
const shots = [
  ['overview', '/', 1280, 900, 'light'], ['wall-dark', '/', 2560, 1440, 'dark'], ['article', `/article/${article?.id}?item=e2`, 1280, 800, 'light'],
  ['article-phone', `/article/${article?.id}`, 360, 740, 'dark'], ['story', `/story/${story?.story}`, 1280, 900, 'light'], ['bloc', '/bloc/body%3ANATO?window=3660', 1280, 900, 'light'],
  ['actor-dark', '/actor/state%3ARUS', 1280, 900, 'dark'], ['commitments', '/commitments', 1280, 800, 'light'], ['calendar', '/calendar', 1280, 800, 'light'],
  ['events', '/events', 1280, 900, 'light'], ['watch', '/watch', 1280, 800, 'dark'],
];
for (const [name, path, width, height, colorScheme] of shots) {
  const context = await browser.newContext({ viewport: { width, height }, colorScheme, locale: 'en-GB' });
  const page = await context.newPage();
  await page.goto(address + path);
  await page.waitForSelector('main h1');
  await page.waitForFunction(() => !document.querySelector('[role=status] .line'));
  await page.waitForTimeout(300);
  // Playwright takes PNG and JPEG; the browser itself makes WebP of it.
  const png = (await page.screenshot()).toString('base64');
  const blank = await context.newPage();
  const webp = await blank.evaluate(async (source) => {
    const image = new Image();
    image.src = 'data:image/png;base64,' + source;
    await image.decode();
    const canvas = document.createElement('canvas');
    canvas.width = image.width;
    canvas.height = image.height;
    canvas.getContext('2d').drawImage(image, 0, 0);
    return canvas.toDataURL('image/webp', 0.86).split(',')[1];
  }, png);
  const bytes = Buffer.from(webp, 'base64');
  writeFileSync(join(folder, name + '.webp'), bytes);
  console.log(`${name}.webp ${bytes.length}`);
  await context.close();
}
await browser.close();
end();
process.exit(0);
