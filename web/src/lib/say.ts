// How things are put into words: days, numbers, the names of types and states.

const kMonths = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const kLongMonths = ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December'];

// `2023-09-24` becomes `24 Sep 2023`; what is coarser stays coarse, and what is no date stays as it is.
export function day(value: string | null | undefined): string {
  if (!value) return '';
  const range = /^(\d{4}[^/]*)\/(\d{4}[^/]*)$/.exec(value);
  if (range) return `${day(range[1])} – ${day(range[2])}`;
  const parts = /^(\d{4})-(\d{2})(?:-(\d{2}))?(?:T(\d{2}:\d{2}))?/.exec(value);
  if (!parts || +parts[2] < 1 || +parts[2] > 12) return value;
  const month = kMonths[+parts[2] - 1];
  return (parts[3] ? `${+parts[3]} ` : '') + `${month} ${parts[1]}` + (parts[4] ? `, ${parts[4]}` : '');
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

// PLOVER's types as words.
export const kTypes: Record<string, string> = {
  AGREE: 'agreed', CONSULT: 'consulted', SUPPORT: 'supported', CONCEDE: 'conceded', COOPERATE: 'cooperated', AID: 'aided',
  RETREAT: 'retreated', REQUEST: 'requested', ACCUSE: 'accused', REJECT: 'rejected', THREATEN: 'threatened', PROTEST: 'protested',
  SANCTION: 'sanctioned', MOBILIZE: 'mobilised', COERCE: 'coerced', ASSAULT: 'attacked',
};
export const kTypeNames = Object.keys(kTypes);

export const kStatuses = ['happened', 'ongoing', 'scheduled', 'pledged', 'called-for', 'conditional', 'denied', 'hypothetical'];

const kCooperative = new Set(['AGREE', 'CONSULT', 'SUPPORT', 'CONCEDE', 'COOPERATE', 'AID', 'RETREAT']);

// Which way an event leans: by its Goldstein value where there is one, else by its type.
export function lean(event: { type?: string | null; goldstein?: number | null }): 'conflict' | 'cooperation' | 'neutral' {
  if (typeof event.goldstein === 'number') return event.goldstein < 0 ? 'conflict' : event.goldstein > 0 ? 'cooperation' : 'neutral';
  if (!event.type) return 'neutral';
  return kCooperative.has(event.type) ? 'cooperation' : 'conflict';
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
