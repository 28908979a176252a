// Addresses of things within the page, and flat rows of them for export.
import type { Row } from './export';
import { address } from './route.svelte';
import type { Actor, Announced, Commitment, Event, Evidence, Place, Quote } from './types';

// The article with these words marked and scrolled to.
export function wordsAddress(where: { article: string; begin?: number | null; end?: number | null }, item?: string | null): string {
  const at = typeof where.begin === 'number' && typeof where.end === 'number' ? `${where.begin}-${where.end}` : null;
  return address(['article', where.article], { at, item });
}

export function actorAddress(actor: Pick<Actor, 'key'>): string {
  return address(['actor', actor.key]);
}

export function names(actors: Actor[]): string {
  return actors.map((actor) => actor.name).join('; ');
}

function where(item: Evidence): Row {
  return { article: item.article, site: item.site, published: item.published, begin: item.begin, end: item.end, words: item.words };
}

export function eventRow(event: Event): Row {
  return {
    day: event.day, date: event.date, type: event.type, cameo: event.cameo, goldstein: event.goldstein, status: event.status,
    source: names(event.source), target: names(event.target), place: event.place?.name, said_by: event.said_by?.name,
    confidence: event.confidence, sources: event.sources, reports: event.reports, event: event.event, ...where(event),
  };
}

export function quoteRow(quote: Quote): Row {
  return { published: quote.published, speaker: quote.speaker?.name, about: names(quote.about), kind: quote.kind, quote: quote.quote, ...where(quote) };
}

export function commitmentRow(item: Commitment): Row {
  return {
    made: item.made, by: item.by?.name, to: names(item.to), type: item.type, due: item.due, state: item.state, overdue: item.overdue ? 1 : 0,
    because: item.because?.words, ...where(item),
  };
}

export function announcedRow(item: Announced): Row {
  return {
    day: item.day, last_day: item.last_day, type: item.type, source: names(item.source), target: names(item.target), place: item.place?.name,
    state: item.state, announced: item.announced, sources: item.sources, because: item.because?.words, ...where(item),
  };
}

export function placeName(place: Place | null): string {
  return place ? place.name : '';
}
