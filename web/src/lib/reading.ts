// An article's record as marks on its text, and each of its items in words. Test: tests/page.mjs.
import { day, deed, percent, signed } from './say';
import type { Layer, Mark, Span } from './spans';
import type { Record_, RecordEvent } from './types';

export const kLayers: { layer: Layer; label: string }[] = [
  { layer: 'event', label: 'Events' },
  { layer: 'quote', label: 'Quotes' },
  { layer: 'actor', label: 'Actors' },
  { layer: 'place', label: 'Places' },
  { layer: 'time', label: 'Times' },
  { layer: 'commitment', label: 'Commitments' },
  { layer: 'repair', label: 'Repairs' },
  { layer: 'doubt', label: 'Doubts' },
];

export function marksOf(record: Record_): Mark[] {
  const marks: Mark[] = [];
  const put = (layer: Layer, item: string, part: string, span: Span) => marks.push({ layer, item, part, span });
  for (const event of record.events) {
    put('event', event.id, 'trigger', event.trigger.span);
    for (const span of event.evidence.mentions) put('event', event.id, 'told again', span);
  }
  for (const quote of record.quotes) put('quote', quote.id, quote.kind, quote.span);
  for (const actor of record.actors) for (const mention of actor.mentions) put('actor', actor.id, mention.form, mention.span);
  for (const place of record.places) for (const mention of place.mentions) put('place', place.id, mention.use, mention.span);
  for (const time of record.times) put('time', time.id, time.type, time.span);
  record.commitments.forEach((commitment, i) => put('commitment', `c${i + 1}`, 'words', commitment.span));
  record.repairs.forEach((repair, i) => put('repair', `r${i + 1}`, repair.kind, repair.span));
  record.doubts.forEach((doubt, i) => doubt.spans.forEach((span) => put('doubt', `d${i + 1}`, doubt.kind, span)));
  return marks;
}

// The parts of the text that an event rests on.
export function evidenceOf(event: RecordEvent): Mark[] {
  const parts: [string, Span[]][] = [
    ['sentence', [event.sentence.span]],
    ['source', event.evidence.source],
    ['target', event.evidence.target],
    ['date', event.evidence.date],
    ['place', event.evidence.place],
    ['trigger', [event.trigger.span]],
  ];
  return parts.flatMap(([part, spans]) => spans.map((span): Mark => ({ layer: 'evidence', item: event.id, part, span })));
}

export type Fact = { label: string; text: string; href?: string };
export type Item = { id: string; layer: Layer; title: string; lines: string[]; facts: Fact[]; spans: { label: string; span: Span }[]; raw: unknown; lean?: string };

export class Reading {
  private actors: Map<string, Record_['actors'][number]>;
  private places: Map<string, Record_['places'][number]>;
  private made = new Map<string, Item | null>();

  constructor(private record: Record_) {
    this.actors = new Map(record.actors.map((actor) => [actor.id, actor]));
    this.places = new Map(record.places.map((place) => [place.id, place]));
  }

  private actorFacts(label: string, ids: (string | null)[]): Fact[] {
    return ids.flatMap((id) => {
      const actor = id ? this.actors.get(id) : undefined;
      return actor ? [{ label, text: actor.name, href: '/actor/' + encodeURIComponent(actor.entity ?? actor.name) }] : [];
    });
  }

  name(id: string | null): string {
    return (id && (this.actors.get(id)?.name ?? this.places.get(id)?.name)) || '';
  }

  names(ids: string[], none = 'somebody'): string {
    return ids.map((id) => this.name(id)).filter(Boolean).join(', ') || none;
  }

  sentence(event: RecordEvent): string {
    const target = this.names(event.target, event.source.length ? '' : 'somebody');
    return `${this.names(event.source)} ${deed(event)}${target ? ' ' + target : ''}`;
  }

  item(id: string): Item | null {
    const known = this.made.get(id);
    if (known !== undefined) return known;
    const item = this.make(id);
    this.made.set(id, item);
    return item;
  }

  private make(id: string): Item | null {
    const { record } = this;
    const nth = Number(id.slice(1)) - 1;
    switch (id[0]) {
      case 'e': {
        const event = record.events.find((one) => one.id === id);
        if (!event) return null;
        const facts: Fact[] = [
          ...this.actorFacts('Source', event.source),
          ...this.actorFacts('Target', event.target),
          { label: 'When', text: day(event.date) || 'not said' },
          { label: 'Where', text: this.name(event.place) || 'not said' },
          { label: 'Status', text: event.status },
          ...this.actorFacts('Said by', [event.said_by]),
          { label: 'CAMEO', text: `${event.cameo}, Goldstein ${signed(event.goldstein)}` },
          ...(event.mode ? [{ label: 'Mode', text: event.mode }] : []),
          ...(event.contexts.length ? [{ label: 'Contexts', text: event.contexts.join(', ') }] : []),
          { label: 'Confidence', text: percent(event.confidence) },
        ];
        return {
          id, layer: 'event', title: this.sentence(event), facts, raw: event, lean: event.goldstein < 0 ? 'conflict' : event.goldstein > 0 ? 'cooperation' : '',
          lines: [`${event.type}, ${event.status}${event.date ? ', ' + day(event.date) : ''}${event.place ? ', ' + this.name(event.place) : ''}`],
          spans: evidenceOf(event).map((mark) => ({ label: mark.part, span: mark.span })),
        };
      }
      case 'q': {
        const quote = record.quotes.find((one) => one.id === id);
        if (!quote) return null;
        return {
          id, layer: 'quote', title: quote.speaker ? `Said by ${this.name(quote.speaker)}` : 'Said by somebody', raw: quote,
          lines: [`${quote.kind} quote${quote.cue ? ', “' + quote.cue.text + '”' : ''}`],
          facts: [
            ...this.actorFacts('Speaker', [quote.speaker]),
            { label: 'Kind', text: quote.kind },
            ...(quote.cue ? [{ label: 'Cue', text: quote.cue.text }] : []),
            ...this.actorFacts('To', quote.audience),
            ...(quote.place ? [{ label: 'Where', text: this.name(quote.place) }] : []),
          ],
          spans: [{ label: 'words', span: quote.span }, ...(quote.cue ? [{ label: 'cue', span: quote.cue.span }] : [])],
        };
      }
      case 'a': {
        const actor = this.actors.get(id);
        if (!actor) return null;
        const roles = actor.roles.map((role) => `${role.role}${role.of ? ' of ' + (this.name(role.of) || role.of) : ''}${role.from || role.to ? ` (${day(role.from) || '…'} – ${day(role.to) || '…'})` : ''}${role.source === 'world' ? ', known to the world' : ', said by the text'}`);
        return {
          id, layer: 'actor', title: actor.name, raw: actor,
          lines: [[actor.kind, actor.country, actor.entity].filter(Boolean).join(', '), ...roles.slice(0, 2)],
          facts: [
            { label: 'Actor', text: actor.name, href: '/actor/' + encodeURIComponent(actor.entity ?? actor.name) },
            { label: 'Kind', text: actor.kind },
            ...(actor.entity ? [{ label: 'Known as', text: actor.entity }] : [{ label: 'Known as', text: 'not known to the world' }]),
            ...(actor.country ? [{ label: 'State', text: actor.country }] : []),
            ...(actor.sectors.length ? [{ label: 'Sectors', text: actor.sectors.join(', ') }] : []),
            ...(actor.cameo ? [{ label: 'CAMEO', text: actor.cameo }] : []),
            ...roles.map((text) => ({ label: 'Role', text })),
          ],
          spans: actor.mentions.map((mention) => ({ label: mention.form, span: mention.span })),
        };
      }
      case 'p': {
        const place = this.places.get(id);
        if (!place) return null;
        return {
          id, layer: 'place', title: place.name, raw: place,
          lines: [[place.kind, place.admin1, place.country].filter(Boolean).join(', ')],
          facts: [
            { label: 'Place', text: place.name, href: '/events?place=' + encodeURIComponent(place.name) },
            { label: 'Kind', text: place.kind },
            { label: 'State', text: [place.admin1, place.country].filter(Boolean).join(', ') || 'not known' },
            { label: 'Where', text: place.lat === null || place.lon === null ? 'no coordinates' : `${place.lat}, ${place.lon}` },
            ...(place.geonames ? [{ label: 'GeoNames', text: String(place.geonames) }] : []),
          ],
          spans: place.mentions.map((mention) => ({ label: mention.use, span: mention.span })),
        };
      }
      case 't': {
        const time = record.times.find((one) => one.id === id);
        if (!time) return null;
        const anchor = time.anchor === 'published' ? 'the day of the report' : time.anchor ? `another time (${time.anchor})` : 'nothing';
        return {
          id, layer: 'time', title: time.value, raw: time, lines: [`${time.type}, measured from ${anchor}`],
          facts: [{ label: 'Value', text: time.value }, { label: 'Type', text: time.type }, { label: 'Measured from', text: anchor }],
          spans: [{ label: 'words', span: time.span }],
        };
      }
      case 'c': {
        const commitment = record.commitments[nth];
        if (!commitment) return null;
        return {
          id, layer: 'commitment', title: `${this.name(commitment.by) || 'Somebody'} promised${commitment.to.length ? ' ' + this.names(commitment.to) : ''}`,
          lines: [commitment.due ? `due ${day(commitment.due)}` : 'no day named'], raw: commitment,
          facts: [
            ...this.actorFacts('By', [commitment.by]), ...this.actorFacts('To', commitment.to), { label: 'What', text: commitment.what },
            { label: 'Due', text: commitment.due ? day(commitment.due) : 'no day named' },
          ],
          spans: [{ label: 'words', span: commitment.span }],
        };
      }
      case 'r': {
        const repair = record.repairs[nth];
        if (!repair) return null;
        return {
          id, layer: 'repair', title: `Repaired: ${repair.kind}`, lines: [`“${repair.was}” is read as “${repair.now}”`], raw: repair,
          facts: [{ label: 'Kind', text: repair.kind }, { label: 'Came as', text: `“${repair.was}”` }, { label: 'Read as', text: `“${repair.now}”` }],
          spans: [{ label: 'here', span: repair.span }],
        };
      }
      case 'd': {
        const doubt = record.doubts[nth];
        if (!doubt) return null;
        return {
          id, layer: 'doubt', title: `Doubt: ${doubt.kind}`, lines: [doubt.note], raw: doubt, facts: [{ label: 'Kind', text: doubt.kind }, { label: 'Note', text: doubt.note }],
          spans: doubt.spans.map((span) => ({ label: 'here', span })),
        };
      }
      default:
        return null;
    }
  }
}
