// The page in Debian's Chromium over the real server and an archive of the samples: every view with its content, filters, ways from a
// figure to its words, the keyboard alone, a phone and a wall, axe-core.
//   node tests/page.mjs VEDETTE      (ONLY=words of a check's name runs that one; SHOTS=FOLDER keeps pictures of failures)
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { browserPath, kReports, makeFolder, openBrowser, play, require, run, samples, serve, writeArticles } from './page_stage.mjs';

const program = process.argv[2];
if (!program) throw new Error('usage: node tests/page.mjs VEDETTE');
browserPath();
const folder = makeFolder();
const archive = join(folder, 'news.vedette');
run(program, ['add', ...samples(), writeArticles(folder, 'more.jsonl', kReports), '--to', archive]);
const { address } = await serve(program, archive);
const browser = await openBrowser();
const axe = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');

const ask = async (path) => {
  const response = await fetch(`${address}/api/1/${path}`);
  assert.equal(response.status, 200, `${path}: ${response.status}`);
  return response.json();
};
const status = await ask('status');
const articles = (await ask('articles?limit=100')).items;
const banjska = articles.find((one) => /Kosovo mourns/.test(one.title ?? ''));
assert.ok(banjska, 'the archive holds the sample of Banjska');
const stories = (await ask('stories?limit=100')).items;
const story = [...stories].sort((a, b) => b.reports - a.reports)[0];
const events = await ask('events?limit=50');
const someone = events.items.flatMap((event) => event.source).find((actor) => actor.entity?.startsWith('state:'));

// Goes to an address and waits until nothing is under way.
async function open(page, path) {
  await page.goto(address + path);
  await settle(page);
}

// The same within the page, as a link goes there.
async function go(page, path) {
  await page.evaluate((there) => {
    history.pushState(null, '', there);
    dispatchEvent(new PopStateEvent('popstate'));
  }, path);
  await page.waitForTimeout(30);
  await settle(page);
}

async function settle(page) {
  await page.waitForSelector('main h1, main [role=alert]');
  await page.waitForFunction(() => !document.querySelector('[role=status] .line'));
}

const path_of = (page) => new URL(page.url()).pathname + new URL(page.url()).search;
const squeeze = (text) => text.replace(/-\n/g, '').replace(/\s+/g, ' ').trim();
// Lists show an article's words without the entities that it came with.
const plain = (text) => squeeze(text.replace(/&quot;/g, '"').replace(/&amp;/g, '&'));

const kViews = [
  ['overview', '/'], ['events', '/events'], ['stories', '/stories'], ['articles', '/articles'], ['actors', '/actors'], ['blocs', '/blocs'],
  ['calendar', '/calendar'], ['calendar month', '/calendar?month=2023-06'], ['commitments', '/commitments'], ['quotes', '/quotes'], ['tension', '/tension'],
  ['tension of a pair', '/tension?pair=RUS,UKR'], ['compare', '/compare'], ['compare pairs', '/compare?by=pair&left=RUS,UKR&right=SRB,XKX'],
  ['compare sources', '/compare?by=source&left=first.example&right=second.example'], ['compare periods', '/compare?by=period&left=2023-06-01..2023-06-15&right=2023-06-16..2023-06-30'],
  ['watch', '/watch'], ['article', `/article/${banjska.id}`], ['article with a record', `/article/${banjska.id}?item=e2`], ['story', `/story/${story?.story}`],
  ['actor', `/actor/${encodeURIComponent(someone?.key ?? 'state:RUS')}`], ['bloc', '/bloc/body%3ANATO?on=2023-06-30&window=3660'],
  ['nowhere', '/no/such/view'],
];

const checks = [];
const check = (name, act, options) => checks.push([name, act, options]);

check('files: nothing inline, nothing from elsewhere, at most 150 kB packed', async (page) => {
  const html = await (await fetch(address + '/')).text();
  assert.doesNotMatch(html, /<script(?![^>]*\bsrc=)[^>]*>|<style|\son\w+=|style=/i);
  const names = [...html.matchAll(/(?:src|href)="([^"]+)"/g)].map((found) => found[1]);
  assert.ok(names.length >= 3 && names.every((name) => name.startsWith('/')), names.join(' '));
  const script = await (await fetch(address + names.find((name) => /assets.*\.js$/.test(name)))).text();
  const map = /assets\/world-[\w-]+\.json/.exec(script) ?? /world-[\w-]+\.json/.exec(script);
  assert.ok(map, 'the script names the map');
  let size = gzipSync(html, { level: 9 }).length;
  for (const name of new Set([...names, '/assets/' + map[0].replace('assets/', '')])) {
    const response = await fetch(address + name);
    assert.equal(response.status, 200, name);
    size += gzipSync(Buffer.from(await response.arrayBuffer()), { level: 9 }).length;
  }
  console.log(`        the page has ${size} bytes packed`);
  assert.ok(size <= 150_000, `${size} bytes`);
  const policy = (await fetch(address + '/')).headers.get('content-security-policy');
  assert.match(policy, /script-src 'self'/);
  assert.doesNotMatch(policy, /unsafe/);
  await open(page, '/');
});

check('overview: its figures are those of the archive, and lead to what they count', async (page) => {
  await open(page, '/');
  // The whole archive, and a month of it: each figure is as long as the list that it leads to.
  for (const [period, asked] of [['', 'whole=1'], ['?since=2023-06-01&until=2023-06-30', 'since=2023-06-01&until=2023-06-30']]) {
    await open(page, '/' + period);
    const of = await ask(`overview?${asked}`);
    for (const label of ['articles', 'events', 'stories', 'quotes', 'commitments']) {
      const figure = page.locator('.figures a', { hasText: label });
      assert.equal((await figure.locator('b').innerText()).replace(/,/g, ''), String(of[label]), label);
      const list = new URL(await figure.getAttribute('href'), address);
      assert.equal((await ask(`${list.pathname.slice(1)}?${list.searchParams}&limit=1000`)).items.length, of[label], `${label} ${period}`);
    }
    const type = page.locator('section.kinds tbody tr').first();
    const listed = new URL(await type.locator('td a').getAttribute('href'), address);
    assert.equal((await ask(`events?${listed.searchParams}&limit=1000`)).items.length, Number(await type.locator('td a').innerText()), `kinds ${period}`);
  }
  await open(page, '/');
  const overview = await ask('overview?whole=1');
  assert.ok(overview.events > 30);
  const circles = await page.locator('section.where svg circle').count();
  assert.equal(circles, overview.places.length, 'a circle for each place');
  assert.ok((await page.locator('section.where .land').count()) > 150, 'the states are drawn');
  assert.ok(await page.locator('section.tension canvas').evaluate((canvas) => {
    const bytes = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height).data;
    const colours = new Set();
    for (let i = 0; i < bytes.length; i += 4) if (bytes[i + 3] > 200) colours.add(`${bytes[i]},${bytes[i + 1]},${bytes[i + 2]}`);
    return colours.size;
  }) > 2, 'the chart shows bars of two colours');
  await page.locator('.figures a', { hasText: 'events' }).click();
  await settle(page);
  assert.match(path_of(page), /^\/events\?once=1/);
  assert.ok((await page.locator('ol.events > li').count()) > 10);
  await page.goBack();
  await settle(page);
  assert.equal(path_of(page), '/');
  await page.locator('nav[aria-label=Period] a', { hasText: '30 days' }).click();
  await settle(page);
  assert.match(path_of(page), /period=30/);
});

check('overview: a place on the map and a row of the chart lead to their events', async (page) => {
  await open(page, '/');
  const circle = page.locator('section.where svg a').first();
  const label = await circle.getAttribute('aria-label');
  await circle.focus();
  await page.keyboard.press('Enter');
  await settle(page);
  assert.match(path_of(page), /^\/events\?.*place=/);
  assert.equal(new URL(page.url()).searchParams.get('place'), label.split(':')[0]);
  await page.waitForSelector('ol.events > li');
  await page.goBack();
  await settle(page);
  await page.locator('section.tension summary').click();
  const row = page.locator('section.tension tbody tr').first();
  const told = Number(await row.locator('td').first().innerText());
  await row.locator('a').click();
  await settle(page);
  assert.match(path_of(page), /since=\d{4}-\d\d-\d\d&until=/);
  assert.ok(told >= 1 && (await page.locator('ol.events > li').count()) >= 1);
});

check('events: what stands there is what the API answers, and each leads to its words', async (page) => {
  await open(page, '/events');
  const shown = await page.locator('ol.events > li .said').allInnerTexts();
  assert.deepEqual(shown.map(squeeze), events.items.map((event) => plain(event.words)));
  for (const nth of [0, 3, 7]) {
    const event = events.items[nth];
    await page.locator('ol.events > li').nth(nth).locator('a[data-evidence]').click();
    await page.waitForSelector('article.text .found');
    assert.equal(squeeze((await page.locator('article.text .found').allInnerTexts()).join('')), squeeze(event.words));
    const box = await page.locator('article.text .found').first().boundingBox();
    assert.ok(box && box.y >= 0 && box.y < 900, `the words are in view (${box?.y})`);
    assert.equal(await page.locator('aside.inspector .chip').first().innerText(), `event ${event.event}`);
    await page.goBack();
    await settle(page);
    await page.waitForSelector('ol.events > li');
  }
});

check('events: filters stand in the address, narrow the list, and go back', async (page) => {
  await open(page, '/events');
  const form = page.locator('form[role=search][aria-label="Filters of events"]');
  await form.getByLabel('Type').selectOption('ACCUSE');
  await page.waitForURL(/type=ACCUSE/);
  await settle(page);
  const wanted = await ask('events?type=ACCUSE&limit=50');
  assert.ok(wanted.items.length > 2 && wanted.items.length < status.events);
  await page.waitForFunction((count) => document.querySelectorAll('ol.events > li').length === count, wanted.items.length);
  assert.ok((await page.locator('ol.events .chip').allInnerTexts()).includes('accuse'));
  await form.getByLabel('Who', { exact: true }).fill('Serbia');
  await page.keyboard.press('Enter');
  await page.waitForURL(/who=Serbia/);
  const both = await ask('events?type=ACCUSE&who=Serbia&limit=50');
  await page.waitForFunction((count) => document.querySelectorAll('ol.events > li').length === count, both.items.length);
  await page.goBack();
  await page.waitForFunction((count) => document.querySelectorAll('ol.events > li').length === count, wanted.items.length);
  assert.doesNotMatch(page.url(), /who=/);
  assert.equal(await form.getByLabel('Type').inputValue(), 'ACCUSE');
  await page.reload();
  await settle(page);
  await page.waitForFunction((count) => document.querySelectorAll('ol.events > li').length === count, wanted.items.length);
  await page.locator('a', { hasText: 'Clear' }).click();
  await page.waitForURL((url) => !url.search.includes('type'));
});

check('article: each mark lies on just its words, overlapping or not', async (page) => {
  const whole = await ask(`articles/${banjska.id}`);
  await open(page, `/article/${banjska.id}`);
  const points = Array.from(whole.text);
  const blocks = await page.locator('article.text p').evaluateAll((all) => all.map((one) => one.textContent));
  assert.deepEqual(blocks, whole.record.blocks.map((block) => points.slice(...block.span).join('')));
  const layers = {
    event: whole.record.events.flatMap((event) => [event.trigger.span, ...event.evidence.mentions]),
    quote: whole.record.quotes.map((quote) => quote.span),
    actor: whole.record.actors.flatMap((actor) => actor.mentions.map((mention) => mention.span)),
    place: whole.record.places.flatMap((place) => place.mentions.map((mention) => mention.span)),
    time: whole.record.times.map((time) => time.span),
    repair: whole.record.repairs.map((repair) => repair.span),
  };
  for (const [layer, spans] of Object.entries(layers)) {
    assert.ok(spans.length > 0, `the sample has marks of ${layer}`);
    const inside = new Set();
    for (const [begin, end] of spans) for (let at = begin; at < end; ++at) inside.add(at);
    const expected = whole.record.blocks.map(({ span }) => Array.from({ length: span[1] - span[0] }, (_, i) => (inside.has(span[0] + i) ? 'x' : '.')).join(''));
    const seen = await page.locator('article.text p').evaluateAll((all, name) => all.map((one) => {
      let line = '';
      const walk = (node, marked) => {
        if (node.nodeType === 3) line += (marked ? 'x' : '.').repeat(Array.from(node.data).length);
        else for (const child of node.childNodes) walk(child, marked || (node.classList?.contains('m') && node.classList.contains(name)));
      };
      for (const child of one.childNodes) walk(child, child.classList?.contains('m') && child.classList.contains(name));
      return line;
    }), layer);
    assert.deepEqual(seen, expected, layer);
  }
});

check('article: hover shows the record, a click the evidence and the explanation, the address holds it', async (page) => {
  const whole = await ask(`articles/${banjska.id}`);
  const event = whole.record.events.find((one) => one.evidence.source.length && one.evidence.date.length);
  assert.ok(event);
  await open(page, `/article/${banjska.id}`);
  const mark = page.locator('article.text .m.event', { hasText: event.trigger.text }).first();
  await mark.hover();
  assert.match(await page.locator('[role=tooltip]').innerText(), new RegExp(event.type));
  await mark.click();
  await page.waitForURL(/item=e\d+/);
  const inspector = page.locator('aside.inspector');
  assert.match(await inspector.innerText(), new RegExp(`Status\\s+${event.status}`));
  const points = Array.from(whole.text);
  const labels = await inspector.locator('.evidence li').allInnerTexts();
  assert.ok(labels.some((text) => text.startsWith('source') && squeeze(text).includes(squeeze(points.slice(...event.evidence.source[0]).join('')))), labels.join('|'));
  assert.equal((await page.locator('article.text .ev-source').allInnerTexts()).join(''), points.slice(...event.evidence.source[0]).join(''));
  if (status.explain) {
    await inspector.getByRole('button', { name: 'Explain' }).click();
    await page.waitForSelector('aside.inspector pre.explain');
    assert.match(await page.locator('aside.inspector pre.explain').innerText(), /status|frame/);
  }
  await page.reload();
  await page.waitForSelector('aside.inspector .evidence');
  await page.goBack();
  await page.waitForFunction(() => !location.search.includes('item='));
  await page.locator('aside.contents').waitFor({ state: 'visible' });
  await inspector.waitFor({ state: 'hidden' });
  await page.getByLabel('Actors', { exact: false }).first().uncheck();
  await page.waitForURL(/layers=/);
  assert.equal(await page.locator('article.text .m.actor').count(), 0);
});

check('article: an address of words marks them and brings them into view', async (page) => {
  const whole = await ask(`articles/${banjska.id}`);
  const quote = whole.record.quotes.at(-1);
  await page.setViewportSize({ width: 1280, height: 420 });
  await open(page, `/article/${banjska.id}?at=${quote.span.join('-')}`);
  await page.waitForSelector('article.text .found');
  assert.equal((await page.locator('article.text .found').allInnerTexts()).join(''), Array.from(whole.text).slice(...quote.span).join(''));
  await page.waitForTimeout(150);
  const box = await page.locator('article.text .found').first().boundingBox();
  assert.ok(box.y > 40 && box.y < 420, `in view: ${box.y}`);
});

check('article: the keyboard alone goes from mark to mark and opens their records', async (page) => {
  await open(page, `/article/${banjska.id}`);
  await page.locator('article.text [tabindex="0"]').focus();
  const first = await page.evaluate(() => document.activeElement.textContent);
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowRight');
  const third = await page.evaluate(() => document.activeElement.getAttribute('aria-label'));
  assert.ok(third && !third.startsWith(first + ':') && third.includes(': '), third);
  assert.ok(await page.locator('[role=tooltip]').isVisible(), 'focus shows the record');
  await page.keyboard.press('Enter');
  await page.waitForURL(/item=/);
  await page.keyboard.press('Escape');
  await page.waitForURL((url) => !url.search.includes('item='));
  await page.keyboard.press('ArrowLeft');
  assert.equal(await page.locator('article.text [tabindex="0"]').count(), 1, 'the text is one stop of the tab key');
});

check('story: reports, copies, merged events and contradictions are those of the API', async (page) => {
  assert.ok(story && story.reports >= 2, 'the samples give a story of several reports');
  const whole = await ask(`stories/${story.story}`);
  await open(page, `/story/${story.story}`);
  assert.match(await page.locator('.facts').first().innerText(), new RegExp(`${whole.sources}\\s+independent`));
  assert.equal(await page.locator('section[aria-labelledby=h-reports] ol.reports > li').count(), whole.articles.length - whole.articles.filter((one) => one.copy_of).length);
  assert.equal(await page.locator('.copies > li').count(), whole.articles.filter((one) => one.copy_of).length);
  assert.ok(whole.copies >= 1, 'one report repeats another');
  assert.equal(await page.locator('section[aria-labelledby=h-merged] ol.merged > li').count(), whole.merged.length);
  assert.equal(await page.locator('.contradiction').count(), whole.contradictions.length);
  assert.equal(await page.locator('.contradiction .value').count(), whole.contradictions.reduce((sum, one) => sum + one.values.length, 0));
  const words = page.locator('section[aria-labelledby=h-merged] a[data-evidence]').first();
  const text = squeeze(await words.locator('.said').innerText());
  await words.click();
  await page.waitForSelector('article.text .found');
  assert.equal(squeeze((await page.locator('article.text .found').allInnerTexts()).join('')), text);
});

check('stories and articles: lists, search, sources', async (page) => {
  await open(page, '/stories');
  assert.equal(await page.locator('main ol > li').count(), Math.min(50, stories.length));
  await open(page, '/articles');
  assert.equal(await page.locator('section[aria-label=Articles] ol > li').count(), Math.min(50, articles.length));
  await page.getByLabel('Search the articles').fill('Banjska');
  await page.keyboard.press('Enter');
  await page.waitForURL(/articles\?text=Banjska/);
  const found = await ask('articles?text=Banjska');
  await page.waitForFunction((count) => document.querySelectorAll('section[aria-label=Articles] ol > li').length === count, found.items.length);
  await page.locator('section[aria-label=Articles] ol a', { hasText: 'Kosovo mourns' }).click();
  await page.waitForSelector('article.text');
  await open(page, '/articles');
  await page.locator('section[aria-labelledby=h-sources] a', { hasText: 'first.example' }).click();
  await page.waitForURL(/site=first.example/);
  await page.waitForFunction(() => document.querySelectorAll('section[aria-label=Articles] ol > li').length === 2);
});

check('actor: deeds, sufferings, words, promises, network and offices', async (page) => {
  const whole = await ask(`actors/${encodeURIComponent(someone.key)}`);
  await open(page, '/actors');
  await page.locator('main table a', { hasText: new RegExp(`^${whole.name}$`) }).first().click();
  await page.waitForURL(/\/actor\//);
  await settle(page);
  assert.equal(await page.locator('main h1').innerText(), whole.name);
  assert.equal(await page.locator('ol.events > li').count(), whole.done.length);
  assert.equal(await page.locator('section[aria-labelledby=h-net] svg circle').count(), 1 + Math.min(24, whole.network.length));
  await page.locator('.tabs a', { hasText: 'What was done to it' }).click();
  await page.waitForURL(/tab=suffered/);
  assert.equal(await page.locator('ol.events > li').count(), whole.suffered.length);
  await page.locator('section[aria-labelledby=h-net] svg a').first().focus();
  await page.keyboard.press('Enter');
  await page.waitForFunction((name) => document.querySelector('main h1')?.textContent !== name && document.querySelector('main h1'), whole.name);
  const person = articles.length && (await ask('actors?kind=person&limit=50')).items.find((one) => one.entity);
  const one = await ask(`actors/${encodeURIComponent(person.key)}`);
  await open(page, `/actor/${encodeURIComponent(person.key)}`);
  assert.ok(one.roles.length > 0, 'a person of the world has an office');
  assert.ok((await page.locator('section[aria-labelledby=h-roles] tbody tr').count()) > 0);
  await page.locator('.tabs a', { hasText: 'What it said' }).click();
  await page.waitForFunction((count) => document.querySelectorAll('blockquote').length === count, one.quotes.length);
});

check('bloc: members on the day asked for, threats and support', async (page) => {
  if (!status.blocs) return;
  for (const [on, has] of [['2023-06-30', true], ['2003-06-30', false]]) {
    const whole = await ask(`blocs/body%3ANATO?on=${on}&window=3660`);
    await open(page, `/bloc/body%3ANATO?on=${on}&window=3660`);
    const members = await page.locator('section[aria-labelledby=h-members] tbody th').allInnerTexts();
    assert.equal(members.length, whole.members.length);
    assert.equal(members.some((name) => name.includes('Lithuania')), has, `Lithuania on ${on}`);
    assert.equal(await page.locator('section[aria-labelledby=h-threat] tbody tr').count(), whole.threatened_by.length);
    assert.equal(await page.locator('section[aria-labelledby=h-support] tbody tr').count(), whole.supported_by.length);
  }
  await open(page, '/blocs');
  await page.locator('main table a', { hasText: 'North Atlantic' }).first().click();
  await page.waitForURL(/\/bloc\/body/);
});

check('calendar: announced events, by list and by month, with what came of them', async (page) => {
  const all = await ask('calendar?limit=50&order=newest');
  assert.ok(all.items.length > 0, 'something was announced');
  await open(page, '/calendar');
  assert.equal(await page.locator('section[aria-labelledby=h-agenda] ol > li').count(), all.items.length);
  const one = all.items.find((item) => item.day.length === 10);
  await open(page, `/calendar?month=${one.day.slice(0, 7)}`);
  const entry = page.locator(`.month a[href*="${one.article}"]`).first();
  assert.ok(await entry.isVisible());
  await page.locator('nav[aria-label=Month] a').first().click();
  await page.waitForFunction((month) => !location.search.includes(month), `month=${one.day.slice(0, 7)}`);
  await page.goBack();
  await entry.click();
  await page.waitForSelector('article.text .found');
  await open(page, '/calendar');
  await page.getByLabel('State').selectOption('took-place');
  await page.waitForURL(/state=took-place/);
  const happened = await ask('calendar?state=took-place&limit=50');
  await page.waitForFunction((count) => document.querySelectorAll('section[aria-labelledby=h-agenda] ol > li').length === count, happened.items.length);
});

check('commitments: the ledger with its words and states', async (page) => {
  const all = await ask('commitments?limit=50');
  assert.ok(all.items.length > 3);
  await open(page, '/commitments');
  assert.equal(await page.locator('.ledger tbody tr').count(), all.items.length);
  const states = await page.locator('.ledger tbody td[data-label=State]').allInnerTexts();
  assert.deepEqual(states, all.items.map((item) => (item.state === 'open' && item.overdue ? 'overdue' : item.state)));
  await page.locator('.ledger a[data-evidence]').first().click();
  await page.waitForSelector('article.text .found');
  assert.match(await page.locator('aside.inspector .chip').first().innerText(), /commitment/);
  await open(page, '/commitments?state=overdue');
  const late = await ask('commitments?state=overdue&limit=50');
  assert.equal(await page.locator('.ledger tbody tr').count(), late.items.length);
});

check('quotes: search by words and speaker, and from a quote to its place', async (page) => {
  await open(page, '/quotes');
  await page.getByLabel('Speaker').fill('Albin Kurti');
  await page.keyboard.press('Enter');
  await page.waitForURL(/speaker=Albin/);
  const found = await ask('quotes?speaker=Albin%20Kurti');
  assert.ok(found.items.length > 0);
  await page.waitForFunction((count) => document.querySelectorAll('blockquote').length === count, found.items.length);
  assert.match(await page.locator('blockquote').first().innerText(), /organised unit/);
  await page.locator('blockquote a').first().click();
  await page.waitForSelector('article.text .found');
  assert.match((await page.locator('article.text .found').allInnerTexts()).join(''), /organised unit/);
});

check('tension and compare: two sides, day by day', async (page) => {
  const pairs = (await ask('pairs?limit=40')).items;
  await open(page, '/tension');
  assert.equal(await page.locator('section[aria-labelledby=h-pairs] tbody tr').count(), pairs.length);
  await open(page, '/tension?pair=RUS,UKR&until=2023-06-30');
  const tension = await ask('tension?pair=RUS,UKR&until=2023-06-30');
  assert.ok(tension.days.length > 0);
  await page.locator('section[aria-labelledby=h-line] summary').click();
  assert.equal(await page.locator('section[aria-labelledby=h-line] tbody tr').count(), tension.days.length);
  assert.equal(await page.locator('section[aria-labelledby=h-weigh] ol.events > li').count(), tension.events.length);
  await open(page, '/compare?by=source&left=first.example&right=second.example');
  const both = await ask('compare?by=source&left=first.example&right=second.example');
  const facts = await page.locator('.sheet.two .facts b').allInnerTexts();
  assert.equal(facts[0], String(both.left.events));
  assert.ok(facts.includes(String(both.right.events)));
  await page.locator('table.types a').first().click();
  await page.waitForURL(/events\?.*site=first.example/);
  await page.goBack();
  await settle(page);
  await page.locator('section.s0 a.conflict').click();
  await page.waitForURL(/events\?.*quad=3%2C4.*site=first.example|events\?.*site=first.example.*quad=3%2C4/);
  await open(page, '/compare');
  await page.locator('.tabs a', { hasText: 'Periods' }).click();
  await page.waitForURL(/by=period/);
  await page.locator('.offers a').first().click();
  await page.waitForURL(/left=/);
  await settle(page);
  assert.equal(await page.locator('main [role=alert]').count(), 0);
});

check('compare: two pairs and two periods are named in their own fields, and called by their names', async (page) => {
  await open(page, '/compare');
  for (const [label, text] of [['Left, one', 'RUS'], ['Left, the other', 'UKR'], ['Right, one', 'SRB'], ['Right, the other', 'XKX']]) await page.getByLabel(label, { exact: true }).fill(text);
  await page.getByLabel('Right, the other', { exact: true }).press('Enter');
  await page.waitForURL((url) => url.searchParams.get('left') === 'RUS,UKR' && url.searchParams.get('right') === 'SRB,XKX');
  await page.waitForSelector('section.s1');
  assert.equal(await page.locator('section.s0 h2').innerText(), 'Russia – Ukraine');
  assert.equal(await page.locator('section.s1 h2').innerText(), 'Serbia – Kosovo');
  const both = await ask('compare?by=pair&left=RUS,UKR&right=SRB,XKX');
  for (const [i, side] of [both.left, both.right].entries()) {
    const figure = page.locator(`section.s${i} .facts a`).first();
    assert.equal(await figure.locator('b').innerText(), String(side.events));
    const list = new URL(await figure.getAttribute('href'), address);
    assert.equal((await ask(`events?${list.searchParams}&limit=1000`)).items.length, side.events, 'the list behind the figure');
  }
  await open(page, '/compare?by=period');
  for (const [label, text] of [['Left, from', '2023-06-01'], ['Left, to', '2023-06-15'], ['Right, from', '2023-06-16'], ['Right, to', '2023-06-30']]) await page.getByLabel(label, { exact: true }).fill(text);
  await page.getByRole('button', { name: 'Apply' }).click();
  await page.waitForURL((url) => url.searchParams.get('left') === '2023-06-01..2023-06-15' && url.searchParams.get('right') === '2023-06-16..2023-06-30');
  await page.waitForSelector('section.s1');
  assert.equal(await page.locator('section.s0 h2').innerText(), '1–15 Jun 2023');
  await page.locator('section[aria-labelledby=h-tension] summary').click();
  assert.equal(await page.locator('section[aria-labelledby=h-tension] tbody tr').count(), 15);
});

check('story: what contradicts stands side by side, each with its words', async (page) => {
  const torn = stories.find((one) => one.disagreements > 0);
  assert.ok(torn, 'the samples hold a contradiction');
  await open(page, `/story/${torn.story}`);
  const [first, second] = await page.locator('.contradiction').first().locator('.value').all();
  const [a, b] = [await first.boundingBox(), await second.boundingBox()];
  assert.ok(Math.abs(a.y - b.y) < 2 && b.x >= a.x + a.width, JSON.stringify([a, b]));
  for (const side of [first, second]) {
    const word = await side.locator('mark, .said').last().innerText();
    await side.locator('a[data-evidence]').first().click();
    await page.waitForSelector('article.text .found');
    assert.equal(squeeze((await page.locator('article.text .found').allInnerTexts()).join('')), squeeze(word));
    await page.goBack();
    await page.waitForSelector('.contradiction');
  }
});

check('articles and stories without a title are called by what they begin with', async (page) => {
  const bare = articles.find((one) => !one.title);
  assert.ok(bare?.opening, 'a sample has no title');
  await open(page, '/articles');
  const link = page.locator(`section[aria-label=Articles] a[href="/article/${bare.id}"]`);
  assert.equal(squeeze(await link.innerText()), squeeze(bare.opening));
  await link.click();
  await page.waitForSelector('article.text');
  assert.equal(squeeze(await page.locator('h1').innerText()), squeeze(bare.opening));
});

check('events: a happening once or in every telling', async (page) => {
  await open(page, '/events?who=RUS');
  const every = (await ask('events?who=RUS')).items.length;
  const once = (await ask('events?who=RUS&once=1')).items.length;
  assert.ok(once < every, 'a copy tells it again');
  assert.equal(await page.locator('ol.events > li').count(), every);
  await page.getByRole('link', { name: 'each happening once' }).click();
  await page.waitForURL(/once=1/);
  await page.waitForFunction((count) => document.querySelectorAll('ol.events > li').length === count, once);
});

check('no link of any view leads nowhere', async (page) => {
  const seen = new Map();
  await open(page, '/');
  for (const [, path] of kViews) {
    await go(page, path);
    for (const href of await page.locator('main a[href^="/"], nav a').evaluateAll((all) => all.map((one) => one.getAttribute('href')))) {
      if (href.startsWith('/api/')) continue;
      // Of each kind of link, by path and names of parameters, a few.
      const url = new URL(href, address);
      const kind = url.pathname.split('/')[1] + ' ' + [...url.searchParams.keys()].sort().join(' ');
      seen.set(kind, (seen.get(kind) ?? new Set()).add(href));
    }
  }
  assert.ok(seen.size > 40, `${seen.size} kinds of links`);
  for (const [kind, links] of seen)
    for (const href of [...links].slice(0, 2)) {
      await go(page, href);
      assert.equal(await page.locator('main [role=alert]').count(), 0, `${kind}: ${href}: ${await page.locator('main').innerText()}`);
    }
});

check('errors and emptiness are said in words', async (page) => {
  await open(page, '/events?since=yesterday');
  assert.match(await page.locator('main [role=alert]').first().innerText(), /since/i);
  await open(page, '/article/0123456789abcdef');
  assert.match(await page.locator('main [role=alert]').innerText(), /nothing here/i);
  await open(page, '/events?text=zzzzqqqq');
  assert.match(await page.locator('main').innerText(), /No event fits these filters/);
  await open(page, '/no/such/view');
  assert.match(await page.locator('main').innerText(), /no such view/);
  await page.route('**/api/1/events*', (call) => call.abort());
  await open(page, '/events');
  assert.match(await page.locator('main [role=alert]').first().innerText(), /does not answer/);
  await page.unroute('**/api/1/events*');
  await page.locator('main [role=alert] button').first().click();
  await page.waitForSelector('ol.events > li');
}, { expectErrors: true });

check('a missing archive is said on the page', async (page) => {
  const lost = await serve(program, join(folder, 'lost.vedette'), ['--alerts', join(folder, 'lost.watch')]);
  await page.goto(lost.address);
  await page.waitForSelector('main [role=alert]');
  assert.match(await page.locator('main').innerText(), /cannot be shown[\s\S]*lost\.vedette/);
  lost.end();
}, { expectErrors: true, elsewhere: true });

check('export: rows, everything, a picture', async (page) => {
  await open(page, '/events?type=ACCUSE');
  const wanted = await ask('events?type=ACCUSE&limit=50');
  const save = async (label) => {
    if (!(await page.locator('.export .menu').isVisible())) await page.getByRole('button', { name: 'Export' }).click();
    const [download] = await Promise.all([page.waitForEvent('download'), page.locator('.export .menu').getByText(label, { exact: true }).click()]);
    return { name: download.suggestedFilename(), bytes: readFileSync(await download.path()) };
  };
  const csv = await save('What is shown, CSV');
  assert.equal(csv.name, 'events.csv');
  assert.match(csv.bytes.toString(), /^day,date,type,/);
  const jsonl = await save('What is shown, JSONL');
  assert.deepEqual(jsonl.bytes.toString().trim().split('\n').map((line) => JSON.parse(line).words), wanted.items.map((event) => event.words));
  const all = await save('Everything, JSONL');
  assert.equal(all.bytes.toString().trim().split('\n').length, wanted.items.length);
  for (const label of ['Chart, PNG', 'Map, PNG']) {
    const png = await save(label);
    assert.equal(png.bytes.subarray(1, 4).toString(), 'PNG', label);
    assert.ok(png.bytes.length > 3000, `${label} shows something`);
  }
  await open(page, `/actor/${encodeURIComponent(someone.key)}`);
  const svg = await save('Network, SVG');
  assert.match(svg.bytes.toString(), /^<svg[\s\S]*<circle/);
});

check('export: every view gives its rows, its pictures and its address', async (page, context) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write'], { origin: address });
  await open(page, '/');
  for (const [name, path] of kViews.filter(([name]) => name !== 'nowhere')) {
    await go(page, path);
    await page.getByRole('button', { name: 'Export' }).click();
    const labels = await page.locator('.export .menu li').allInnerTexts();
    for (const wanted of ['Copy permalink', 'What is shown, CSV', 'What is shown, JSONL']) assert.ok(labels.includes(wanted), `${name}: ${labels}`);
    // Whatever is drawn can be had as a picture.
    const drawn = await page.locator('main figure canvas, main figure svg[role=group]').count();
    assert.equal(labels.filter((label) => label.endsWith(', PNG')).length, drawn, `${name}: ${drawn} pictures, ${labels}`);
    await page.locator('.export .menu').getByText('Copy permalink').click();
    assert.equal(await page.evaluate(() => navigator.clipboard.readText()), address + path, name);
    await page.keyboard.press('Escape');
  }
});

check('keyboard: in lists j and k go from entry to entry', async (page) => {
  await open(page, '/events');
  await page.locator('main').focus();
  const at = () => page.evaluate(() => document.activeElement.getAttribute('href'));
  await page.keyboard.press('j');
  const first = await at();
  await page.keyboard.press('j');
  const second = await at();
  await page.keyboard.press('k');
  assert.equal(await at(), first);
  const hrefs = await page.locator('ol.events a[data-evidence]').evaluateAll((all) => all.slice(0, 2).map((one) => one.getAttribute('href')));
  assert.deepEqual([first, second], hrefs);
  await page.keyboard.press('Enter');
  await page.waitForSelector('article.text .found');
});

check('keyboard: skip link, search, views, help and theme without a mouse', async (page) => {
  await open(page, '/');
  await page.keyboard.press('Tab');
  assert.match(await page.evaluate(() => document.activeElement.textContent), /Skip/);
  await page.keyboard.press('Enter');
  assert.equal(await page.evaluate(() => document.activeElement.id), 'main');
  await page.keyboard.press('/');
  assert.equal(await page.evaluate(() => document.activeElement.getAttribute('aria-label')), 'Search the articles');
  await page.locator('main').focus();
  for (const [key, path] of [['e', '/events'], ['q', '/quotes'], ['m', '/commitments'], ['w', '/watch'], ['o', '/']]) {
    await page.keyboard.press('g');
    await page.keyboard.press(key);
    await page.waitForURL((url) => url.pathname === path);
  }
  await page.keyboard.press('?');
  assert.ok(await page.locator('dialog[open]').isVisible());
  await page.keyboard.press('Escape');
  assert.equal(await page.locator('dialog[open]').count(), 0);
  const dark = await page.evaluate(() => document.documentElement.dataset.theme);
  await page.keyboard.press('t');
  const light = await page.evaluate(() => document.documentElement.dataset.theme);
  assert.notEqual(dark, light);
  await page.reload();
  assert.equal(await page.evaluate(() => document.documentElement.dataset.theme), light, 'the choice is kept');
  // Every link and button of a view can be reached and shows that it is.
  await open(page, '/events');
  const reached = new Set();
  for (let i = 0; i < 60; ++i) {
    await page.keyboard.press('Tab');
    reached.add(await page.evaluate(() => `${document.activeElement.tagName} ${document.activeElement.getAttribute('name') ?? document.activeElement.getAttribute('href') ?? ''} ${getComputedStyle(document.activeElement).outlineStyle}`));
  }
  assert.ok([...reached].some((one) => one.startsWith('INPUT who')) && [...reached].some((one) => one.startsWith('A /article/')), [...reached].join('\n'));
  assert.ok([...reached].filter((one) => /^(A|BUTTON) /.test(one)).every((one) => !one.endsWith(' none')), 'focus is seen');
});

check('watch: a rule added in the page raises an alert when a report comes', async (page) => {
  await open(page, '/watch');
  if (!status.rules) return;
  const form = page.locator('section[aria-labelledby=h-add] form');
  await form.getByLabel('Name').fill('Serbia <b>watched</b>');
  await form.getByLabel('Actor', { exact: true }).fill('state:SRB');
  await form.getByRole('button', { name: 'Add' }).click();
  await page.waitForSelector('.rules li');
  assert.match(await page.locator('.rules').innerText(), /Serbia <b>watched<\/b>/);
  await page.waitForFunction(() => /live/.test(document.querySelector('nav dl')?.textContent ?? ''));
  run(program, ['add', writeArticles(folder, 'late.jsonl', [{ id: 'late', site: 'first.example', published: '2023-10-02', title: 'Serbia warns', text: 'Serbia threatened Kosovo with sanctions on 2 October 2023. Serbian President Aleksandar Vucic rejected the accusations.' },
    { id: 'bare', site: 'first.example', published: '2023-10-02', text: 'Ferries between Tallinn and Helsinki lay still for a day.' }]), '--to', archive]);
  const fresh = page.locator('section[aria-labelledby=h-alerts] li', { has: page.locator('.fresh') }).first();
  await fresh.waitFor({ timeout: 20_000 });
  assert.match(await fresh.innerText(), /Serbia/);
  await fresh.locator('a[data-evidence]').click();
  await page.waitForSelector('article.text .found');
  // What came without a title is called by what it begins with, on a page that was there before it.
  await go(page, '/');
  await page.locator('section.new a.title', { hasText: 'Ferries between Tallinn' }).waitFor();
  await open(page, '/watch');
  const file = page.locator('textarea');
  const mine = await file.inputValue();
  await page.getByRole('button', { name: 'Remove the rule Serbia <b>watched</b>' }).click();
  await page.waitForFunction(() => !document.querySelector('.rules li'));
  assert.ok(mine.includes('[[rule]]') && !(await file.inputValue()).includes('[[rule]]'));
  // From an actor to a rule for it; a place is looked up for its coordinates.
  await open(page, '/actor/state%3ASRB');
  await page.getByRole('link', { name: 'watch this' }).click();
  await page.waitForURL(/watch\?add=actor/);
  assert.equal(await form.getByLabel('Actor', { exact: true }).inputValue(), 'state:SRB');
  await form.getByLabel('Alert when').selectOption('place');
  await form.getByLabel('Place, as reports name it').fill('Odesa');
  await form.getByLabel('Place, as reports name it').press('Tab');
  await page.waitForFunction(() => document.querySelector('input[name=latitude]')?.value);
  assert.ok(Math.abs(Number(await form.getByLabel('Latitude').inputValue()) - 46.5) < 0.5);
  await form.getByRole('button', { name: 'Add' }).click();
  await page.waitForSelector('.rules li');
  assert.match(await file.inputValue(), /near = \[46\.\d+, 30\.\d+\]/);
  assert.equal(path_of(page), '/watch');
  await page.locator('textarea').fill('[[rule]\nname = ');
  await page.getByRole('button', { name: 'Write' }).click();
  await page.waitForSelector('section[aria-labelledby=h-rules] [role=alert]');
}, { expectErrors: true });

for (const [name, path] of kViews) {
  check(`widths and axe: ${name}`, async (page) => {
    await page.setViewportSize({ width: 360, height: 740 });
    await open(page, path);
    for (const [width, height] of [[360, 740], [2560, 1440]]) {
      await page.setViewportSize({ width, height });
      await page.waitForTimeout(80);
      const wide = await page.evaluate(() => [document.documentElement.scrollWidth, innerWidth]);
      assert.ok(wide[0] <= wide[1], `${path} at ${width} px scrolls sideways: ${wide[0]}`);
    }
    for (const theme of ['light', 'dark']) {
      await page.setViewportSize({ width: 1280, height: 900 });
      await page.emulateMedia({ colorScheme: theme });
      await page.waitForFunction((wanted) => document.documentElement.dataset.theme === wanted, theme);
      await page.evaluate(axe);
      const faults = await page.evaluate((rules) => window.axe.run(document, { resultTypes: ['violations'], ...rules }).then((result) => result.violations.filter((one) => ['serious', 'critical'].includes(one.impact)).map((one) => `${one.id}: ${one.nodes.slice(0, 3).map((node) => node.html.slice(0, 160) + ' ' + (node.any[0]?.message ?? '')).join(' | ')}`)), theme === 'dark' ? { runOnly: ['color-contrast'] } : {});
      assert.deepEqual(faults, [], `${path} in ${theme}`);
    }
  }, { expectErrors: true });
}

await play(browser, checks, { address });
