// Days, spans of days, and days gathered into weeks, months and years where there are more of them than a chart has room for.
import type { DayPoint } from './types';

const kDay = 86_400_000;

export function toTime(day: string): number {
  return Date.parse(day + 'T00:00:00Z');
}

export function toDay(time: number): string {
  return new Date(time).toISOString().slice(0, 10);
}

export function shift(day: string, days: number): string {
  return toDay(toTime(day) + days * kDay);
}

export function isDay(text: string): boolean {
  return /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(toTime(text));
}

export type Unit = 'day' | 'week' | 'month' | 'quarter' | 'year';

export type Bin = { unit: Unit; first: string; last: string; events: number; reports: number; conflict: number; cooperation: number };

function startOf(day: string, unit: Unit): string {
  if (unit === 'day') return day;
  if (unit === 'week') {
    const time = toTime(day);
    return toDay(time - ((new Date(time).getUTCDay() + 6) % 7) * kDay);
  }
  if (unit === 'month') return day.slice(0, 7) + '-01';
  if (unit === 'quarter') return `${day.slice(0, 4)}-${String(Math.floor((+day.slice(5, 7) - 1) / 3) * 3 + 1).padStart(2, '0')}-01`;
  return day.slice(0, 4) + '-01-01';
}

function following(first: string, unit: Unit): string {
  if (unit === 'day') return shift(first, 1);
  if (unit === 'week') return shift(first, 7);
  const months = unit === 'month' ? 1 : unit === 'quarter' ? 3 : 12;
  const at = +first.slice(0, 4) * 12 + +first.slice(5, 7) - 1 + months;
  return `${String(Math.floor(at / 12)).padStart(4, '0')}-${String((at % 12) + 1).padStart(2, '0')}-01`;
}

// Fewer bins would be as wide as walls.
const kFewest = 14;

// The days between which nearly all lies: a few far before or after would leave a chart no room for the others. It is the shortest span
// of 92 in 100 events, and what lies no further from it than a tenth of its length; all of them where that is not far shorter.
export function core(points: DayPoint[]): { first: string; last: string; before: number; after: number } | null {
  const known = points.filter((point) => isDay(point.day) && point.events > 0).sort((a, b) => (a.day < b.day ? -1 : 1));
  if (!known.length) return null;
  const sums = [0];
  for (const point of known) sums.push(sums[sums.length - 1] + point.events);
  const total = sums[known.length];
  const between = (low: number, high: number) => toTime(known[high].day) - toTime(known[low].day);
  let [low, high] = [0, known.length - 1];
  for (let from = 0, to = 0; from < known.length; ++from) {
    while (to < known.length && sums[to + 1] - sums[from] < total * 0.92) to += 1;
    if (to < known.length && between(from, to) < between(low, high)) [low, high] = [from, to];
  }
  const near = Math.max(between(low, high) / 10, kDay);
  while (low > 0 && between(low - 1, low) <= near) low -= 1;
  while (high < known.length - 1 && between(high, high + 1) <= near) high += 1;
  if (between(low, high) > between(0, known.length - 1) / 2) [low, high] = [0, known.length - 1];
  return { first: known[low].day, last: known[high].day, before: sums[low], after: total - sums[high + 1] };
}

// At most `room` bins from the first day to the last, empty ones among them; conflict is counted as a magnitude.
export function gather(points: DayPoint[], room: number, since?: string | null, until?: string | null): Bin[] {
  const days = points.map((point) => point.day).filter(isDay).sort();
  const first = since && isDay(since) ? since : days[0];
  const last = until && isDay(until) ? until : days.at(-1);
  if (!first || !last || first > last) return [];
  const span = (toTime(last) - toTime(first)) / kDay + 1;
  const units: [Unit, number][] = [['day', 1], ['week', 7], ['month', 30.4], ['quarter', 91.3], ['year', 365.25]];
  const unit = (units.find(([, length]) => span / length <= room) ?? units[4])[0];
  const bins: Bin[] = [];
  for (let begin = startOf(first, unit); begin <= last && bins.length < 2000; begin = following(begin, unit))
    bins.push({ unit, first: begin, last: shift(following(begin, unit), -1), events: 0, reports: 0, conflict: 0, cooperation: 0 });
  // Empty ones round a few, on the sides that are not set.
  for (let after = true; bins.length && bins.length < Math.min(kFewest, room) && !(since && until); after = !after) {
    const begin = after ? shift(bins[bins.length - 1].last, 1) : startOf(shift(bins[0].first, -1), unit);
    const bin = { unit, first: begin, last: shift(following(begin, unit), -1), events: 0, reports: 0, conflict: 0, cooperation: 0 };
    if (after && !until) bins.push(bin);
    if (!after && !since) bins.unshift(bin);
  }
  const byFirst = new Map(bins.map((bin) => [bin.first, bin]));
  for (const point of points) {
    const bin = isDay(point.day) ? byFirst.get(startOf(point.day, unit)) : undefined;
    if (!bin) continue;
    bin.events += point.events;
    bin.reports += point.reports;
    bin.conflict += Math.abs(point.conflict);
    bin.cooperation += Math.abs(point.cooperation);
  }
  return bins;
}
