// The page's parts that need no browser: cutting a text at marks, gathering days, cells of CSV, addresses that lead out, rules.
//   node tests/page_parts.mjs
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { require, root } from './page_stage.mjs';

const { build } = require('esbuild');
const kParts = ['spans', 'periods', 'export', 'say', 'rules', 'axis'];
const bundle = await build({
  stdin: { contents: kParts.map((part) => `export * as ${part} from './${part}';`).join('\n'), resolveDir: join(root, 'web', 'src', 'lib') },
  bundle: true, write: false, format: 'esm',
});
const { spans, periods, export: out, say, rules, axis } = await import('data:text/javascript;base64,' + Buffer.from(bundle.outputFiles[0].contents).toString('base64'));

// Pieces cover the text without gaps, and each knows just the marks that lie on it, however the marks overlap.
let seed = 1;
const below = (most) => (seed = (seed * 48271) % 2147483647) % most;
for (let round = 0; round < 300; ++round) {
  const points = Array.from({ length: 1 + below(60) }, () => 'aé€😀 '.at(below(4)) ?? ' ').map((one) => one || ' ');
  const marks = Array.from({ length: below(12) }, (_, i) => {
    const begin = below(points.length + 5);
    return { span: [begin, begin + below(20)], layer: 'actor', item: `a${i}`, part: '' };
  });
  const begin = below(points.length);
  const end = begin + 1 + below(points.length - begin);
  const pieces = spans.cut(points, begin, end, marks);
  assert.equal(pieces.map((piece) => piece.text).join(''), points.slice(begin, end).join(''));
  assert.equal(pieces[0].begin, begin);
  assert.equal(pieces.at(-1).end, end);
  pieces.forEach((piece, i) => {
    if (i) assert.equal(piece.begin, pieces[i - 1].end);
    const lying = marks.filter(({ span }) => span[0] < piece.end && span[1] > piece.begin && span[0] < span[1]);
    assert.deepEqual(new Set(piece.marks.map((mark) => mark.item)), new Set(lying.map((mark) => mark.item)));
  });
  const inside = marks.filter(({ span }) => Math.max(span[0], begin) < Math.min(span[1], end));
  assert.equal(pieces.flatMap((piece) => piece.starts).length, inside.length, 'each mark starts once');
}

// No event is lost when days are gathered, and there are never more bins than there is room for.
const days = Array.from({ length: 900 }, (_, i) => ({ day: periods.shift('2021-02-27', i), events: i % 4, reports: 1, conflict: -(i % 3), cooperation: i % 2 }));
for (const room of [12, 48, 120, 1000]) {
  const bins = periods.gather(days, room);
  assert.ok(bins.length <= room + 1, `${bins.length} bins in room for ${room}`);
  for (const key of ['events', 'conflict', 'cooperation'])
    assert.equal(bins.reduce((sum, bin) => sum + bin[key], 0), days.reduce((sum, one) => sum + Math.abs(one[key]), 0));
  bins.forEach((bin, i) => i && assert.equal(bin.first, periods.shift(bins[i - 1].last, 1)));
}
assert.deepEqual(periods.gather([], 50), []);
assert.equal(periods.gather([{ day: 'nonsense', events: 1, reports: 1, conflict: 0, cooperation: 0 }], 50).length, 0);
assert.equal(periods.gather(days.slice(0, 3), 50, '2021-02-01', '2021-03-01').length, 29);

// A lone day stands among empty ones; few events far away leave the others their room, and are counted.
assert.ok(periods.gather(days.slice(1, 2), 48).length >= 12);
assert.equal(periods.gather(days.slice(1, 2), 48).filter((bin) => bin.events).length, 1);
const far = [{ ...days[1], day: '1100-01-01', events: 2 }, ...days.slice(0, 200), { ...days[1], day: '2990-01-01', events: 1 }];
assert.deepEqual(periods.core(far), { first: days[1].day, last: days[199].day, before: 2, after: 1 });
const even = periods.core(days);
assert.deepEqual([even.first, even.before, even.after], [days[1].day, 0, 0]);
assert.equal(periods.core([]), null);
assert.equal(periods.core(days.slice(0, 1)), null, 'a day of no event');

assert.equal(out.csvCell('=HYPERLINK("x")'), `"'=HYPERLINK(""x"")"`);
assert.equal(out.csvCell('-3.5'), '-3.5');
assert.equal(out.csvCell('@sum'), "'@sum");
assert.equal(out.csvCell(-3.5), '-3.5');
assert.equal(out.csvCell('a,"b"\n'), '"a,""b""\n"');
assert.equal(out.csvCell(null), '');
assert.equal(out.asCsv([{ a: 1 }, { b: 'x' }]), 'a,b\r\n1,\r\n,x\r\n');

assert.equal(say.day('2023-09-24'), '24 Sep 2023');
assert.equal(say.day('2023-09'), 'Sep 2023');
assert.equal(say.day('2023-09-24/2023-09-26'), '24–26 Sep 2023');
assert.equal(say.days('2023-06-28', '2023-07-02'), '28 Jun – 2 Jul 2023');
assert.equal(say.days('2022-12-28', '2023-01-02'), '28 Dec 2022 – 2 Jan 2023');
assert.equal(say.days(null, '2023-01-02'), '2 Jan 2023');
assert.equal(say.days('2023-01-02', '2023-01-02'), '2 Jan 2023');
assert.equal(say.day('2023-99-99'), '2023-99-99');
for (const [value, words] of [
  ['2023-W12', 'week 12 of 2023'], ['2013-W29-WE', 'weekend of week 29 of 2013'], ['2023-09-24T10:30', '24 Sep 2023, 10:30'], ['2020-12-08TEV', '8 Dec 2020, evening'], ['XXXX-WXX-6TMO', 'Saturday, morning'],
  ['XXXX-11-18', '18 Nov'], ['XXXX-09', 'Sep'], ['2007-04-XX', 'Apr 2007'], ['XXXX-XX-XX', ''], ['XXXX', ''], ['XXXX-XX-XXTNI', 'night'], ['T16:00', '16:00'], ['XXXX-WXX', ''], ['2010', '2010'], ['195', '1950s'],
  ['201X', '2010s'], ['XXXX-SU', 'summer'], ['2009-WI', 'winter 2009'], ['2009-Q3', 'quarter 3 of 2009'], ['PAST_REF', 'in the past'], ['2023-09-24T10:30:00Z', '24 Sep 2023, 10:30'], ['P3D', 'P3D'], ['yesterday', 'yesterday'],
]) assert.equal(say.day(value), words, value);
assert.equal(say.line('a &quot;b&quot; &amp;amp; un-\nder\n way'), 'a "b" &amp; under way');
assert.equal(say.line('&lt;b&gt; China&#8217;s &#x41; &unknown; AT&T'), '<b> China’s A &unknown; AT&T');
assert.equal(say.deed({ type: 'AGREE', target: [1], status: 'happened' }), 'agreed with');
assert.equal(say.deed({ type: 'AGREE', target: [], status: 'scheduled' }), 'to agree');
assert.equal(say.deed({ type: 'NEW', target: [1] }), 'new');
assert.equal(say.signed(-9), '−9');
assert.equal(say.signed(0.01), '0');
assert.equal(say.lean({ type: 'AID' }), 'cooperation');
assert.equal(say.lean({ type: 'AID', goldstein: -1 }), 'conflict');
assert.equal(say.outward('https://a.example/x'), 'https://a.example/x');
for (const bad of ['javascript:alert(1)', ' JaVaScRiPt:alert(1)', 'data:text/html,x', 'vbscript:x', '//a.example', 'a.example', '', null]) assert.equal(say.outward(bad), null, `${bad}`);

for (const form of rules.kRuleForms) {
  const values = Object.fromEntries(form.fields.map((field) => [field.name, field.kind === 'number' ? '3' : 'x"\n[[rule]]\ny']));
  const toml = rules.asToml(form, 'a "name"\\\n[[rule]]', values);
  assert.equal(toml.match(/^\[\[rule\]\]$/gm).length, 1, 'nothing breaks out of a string');
}
const file = '# mine\n[[rule]]\nname = "a"\nactor = "x"\n\n# of b\n[[rule]]\nname = "b"\ntext = \"\"\"\n[[rule]]\n\"\"\"\n\n[[deliver]]\nto = "output"\n';
assert.equal(rules.withoutRule(file, 0), '# mine\n# of b\n[[rule]]\nname = "b"\ntext = \"\"\"\n[[rule]]\n\"\"\"\n\n[[deliver]]\nto = "output"\n');
assert.equal(rules.withoutRule(file, 1), '# mine\n[[rule]]\nname = "a"\nactor = "x"\n\n# of b\n[[deliver]]\nto = "output"\n');
assert.equal(rules.withoutRule(file, 2), file, 'there is no third');
const form = (id) => rules.kRuleForms.find((one) => one.id === id);
assert.equal(rules.asToml(form('pair'), 'A', { one: 'SRB', other: 'XKX', type: 'ASSAULT', sources: '' }), '[[rule]]\nname = "A"\npair = ["SRB", "XKX"]\ntype = "ASSAULT"\n');
assert.equal(rules.asToml(form('place'), 'B', { latitude: '42.97', longitude: '-20', radius: '25' }), '[[rule]]\nname = "B"\nnear = [42.97, -20]\nradius = 25\n');
assert.equal(rules.asToml(form('tension'), 'C', { one: 'a', other: 'b', above: '2.5', rising: 'true' }), '[[rule]]\nname = "C"\nkind = "tension"\npair = ["a", "b"]\nabove = 2.5\nrising = true\n');

assert.deepEqual(axis.dayTicks([Date.UTC(2023, 6, 15) / 1000], 86_400), ['15 Jul']);
assert.deepEqual(axis.dayTicks([Date.UTC(2023, 6, 1) / 1000], 31 * 86_400), ['Jul 2023']);
console.log('all of the parts hold');
