// How things are put into words: days, numbers, the names of types and states.

const kMonths = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const kLongMonths = ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December'];

const kWeekdays = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];
const kParts: Record<string, string> = { MO: 'morning', MI: 'midday', AF: 'afternoon', EV: 'evening', NI: 'night', DT: 'daytime', SP: 'spring', SU: 'summer', FA: 'autumn', WI: 'winter' };
const kReferences: Record<string, string> = { PRESENT_REF: 'now', PAST_REF: 'in the past', FUTURE_REF: 'in the future' };

// A TIMEX3 value in words: `2023-09-24` becomes `24 Sep 2023`, `XXXX-WXX-6TMO` `Saturday, morning`; what is coarser stays coarse, what says
// nothing becomes nothing, and what is no date stays as it is.
export function day(value: string | null | undefined): string {
  if (!value) return '';
  if (kReferences[value]) return kReferences[value];
  const range = /^(\d{4}[^/]*)\/(\d{4}[^/]*)$/.exec(value);
  if (range) return days(range[1], range[2]);
  const whole = /^([\dX]{3,4})?(?:-(\w[\w-]*?))?(?:T(\d{2}:\d{2}|[A-Z]{2})\S*)?$/.exec(value);
  if (!whole) return value;
  const [, digits = '', rest = '', clock = ''] = whole;
  const year = /^\d{4}$/.test(digits) ? digits : /^\d{3}X?$/.test(digits) ? digits.slice(0, 3) + '0s' : '';
  const week = /^W(\d\d|XX)(?:-(\d|WE))?$/.exec(rest);
  const date = /^(\d\d)(?:-(\d\d|XX))?$/.exec(rest);
  let words = '';
  if (week) {
    const of = week[1] === 'XX' ? '' : `week ${+week[1]}`;
    words = [week[2] === 'WE' ? 'weekend' : kWeekdays[Number(week[2]) - 1], of && year ? `${of} of ${year}` : of].filter(Boolean).join(' of ');
  } else if (date) {
    if (+date[1] < 1 || +date[1] > 12) return value;
    words = [date[2] && date[2] !== 'XX' ? String(+date[2]) : '', kMonths[+date[1] - 1], year].filter(Boolean).join(' ');
  } else if (/^X+(-X+)*$/.test(rest) || !rest) {
    words = year;
  } else if (kParts[rest] || /^[QH]\d$/.test(rest)) {
    words = [kParts[rest] ?? (rest[0] === 'Q' ? 'quarter ' : 'half ') + rest[1], year].filter(Boolean).join(kParts[rest] ? ' ' : ' of ');
  } else {
    return value;
  }
  return [words, kParts[clock] ?? clock].filter(Boolean).join(', ');
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
