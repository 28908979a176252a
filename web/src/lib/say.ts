// How things are put into words: days, numbers, the names of types and states.

const kMonths = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const kLongMonths = ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December'];

// `2023-09-24` becomes `24 Sep 2023`; what is coarser stays coarse, and what is no date stays as it is.
export function day(value: string | null | undefined): string {
  if (!value) return '';
  const range = /^(\d{4}[^/]*)\/(\d{4}[^/]*)$/.exec(value);
  if (range) return days(range[1], range[2]);
  const week = /^(\d{4})-W(\d{2})$/.exec(value);
  if (week) return `week ${+week[2]} of ${week[1]}`;
  const parts = /^(\d{4})-(\d{2})(?:-(\d{2}))?(?:T(\d{2}:\d{2}))?/.exec(value);
  if (!parts || +parts[2] < 1 || +parts[2] > 12) return value;
  const month = kMonths[+parts[2] - 1];
  return (parts[3] ? `${+parts[3]} ` : '') + `${month} ${parts[1]}` + (parts[4] ? `, ${parts[4]}` : '');
}

// Two days and all between: `1–30 Jun 2023`.
export function days(first: string | null | undefined, last: string | null | undefined): string {
  const from = day(first);
  const to = day(last);
  if (!from || !to || from === to) return from || to;
  const a = from.split(' ');
  const b = to.split(' ');
  if (a.length !== 3 || b.length !== 3 || a[2] !== b[2]) return `${from} – ${to}`;
  return a[1] === b[1] ? `${a[0]}–${to}` : `${a[0]} ${a[1]} – ${to}`;
}

export function month(value: string): string {
  const parts = /^(\d{4})-(\d{2})/.exec(value);
  return parts ? `${kLongMonths[+parts[2] - 1]} ${parts[1]}` : value;
}

export function count(value: number | null | undefined): string {
  return value === null || value === undefined ? '–' : value.toLocaleString('en-GB');
}

export function plural(value: number, one: string, many = one + 's'): string {
  return `${count(value)} ${value === 1 ? one : many}`;
}

// Goldstein values and sums of them, always with their sign.
export function signed(value: number | null | undefined, digits = 1): string {
  if (value === null || value === undefined || Number.isNaN(value)) return '–';
  const text = Math.abs(value).toFixed(digits);
  return +text === 0 ? '0' : (value < 0 ? '−' : '+') + text.replace(/\.0+$/, '');
}

export function percent(value: number): string {
  return `${Math.round(value * 100)} %`;
}

// PLOVER's types as words: what was done, what is to be done, and the word between it and whom it is done to.
const kTypes: Record<string, [string, string, string]> = {
  AGREE: ['agreed', 'agree', 'with'], CONSULT: ['consulted', 'consult', 'with'], SUPPORT: ['supported', 'support', ''], CONCEDE: ['conceded', 'concede', 'to'],
  COOPERATE: ['cooperated', 'cooperate', 'with'], AID: ['aided', 'aid', ''], RETREAT: ['retreated', 'retreat', 'from'], REQUEST: ['appealed', 'appeal', 'to'],
  ACCUSE: ['accused', 'accuse', ''], REJECT: ['rejected', 'reject', ''], THREATEN: ['threatened', 'threaten', ''], PROTEST: ['protested', 'protest', 'against'],
  SANCTION: ['sanctioned', 'sanction', ''], MOBILIZE: ['mobilised', 'mobilise', 'against'], COERCE: ['coerced', 'coerce', ''], ASSAULT: ['attacked', 'attack', ''],
};
const kAhead = new Set(['scheduled', 'pledged', 'called-for', 'conditional']);

export function deed(event: { type: string; target: unknown[]; status?: string }): string {
  const [done, todo, to] = kTypes[event.type] ?? [event.type.toLowerCase(), event.type.toLowerCase(), ''];
  const words = kAhead.has(event.status ?? '') ? `to ${todo}` : event.status === 'denied' ? `not ${done}` : done;
  return event.target.length && to ? `${words} ${to}` : words;
}
export const kTypeNames = Object.keys(kTypes);

export const kStatuses = ['happened', 'ongoing', 'scheduled', 'pledged', 'called-for', 'conditional', 'denied', 'hypothetical'];

const kCooperative = new Set(['AGREE', 'CONSULT', 'SUPPORT', 'CONCEDE', 'COOPERATE', 'AID', 'RETREAT']);

// Which way an event leans: by its Goldstein value where there is one, else by its type.
export function lean(event: { type?: string | null; goldstein?: number | null }): 'conflict' | 'cooperation' | 'neutral' {
  if (typeof event.goldstein === 'number') return event.goldstein < 0 ? 'conflict' : event.goldstein > 0 ? 'cooperation' : 'neutral';
  if (!event.type) return 'neutral';
  return kCooperative.has(event.type) ? 'cooperation' : 'conflict';
}

const kEntities: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: '’', nbsp: ' ' };

function entity(whole: string, name: string): string {
  const point = /^#x/i.test(name) ? parseInt(name.slice(2), 16) : name[0] === '#' ? Number(name.slice(1)) : 0;
  return kEntities[name] ?? (point >= 32 && point <= 0x10ffff ? String.fromCodePoint(point) : whole);
}

// An article's words as one line of a list; as they came they stand in the article.
export function line(words: string): string {
  return words.replace(/-\n/g, '').replace(/&(\w{2,6}|#\d{2,7}|#x[\da-f]{2,6});/gi, entity).replace(/\s+/g, ' ').trim();
}

// Where words are from.
export function origin(where: { site: string | null; published: string | null }): string {
  return [where.site, day(where.published)].filter(Boolean).join(', ');
}

export function titleOf(item: { title: string | null; opening?: string | null }, none = 'Without a title'): string {
  return line(item.title ?? item.opening ?? '') || none;
}

// Only http and https lead out of the page; anything else that calls itself an address is shown as text.
export function outward(url: string | null | undefined): string | null {
  if (!url) return null;
  try {
    const parsed = new URL(url);
    return parsed.protocol === 'http:' || parsed.protocol === 'https:' ? parsed.href : null;
  } catch {
    return null;
  }
}
