// What the API answers, as apps/serve/openapi.json has it.

export type EventType =
  | 'AGREE' | 'CONSULT' | 'SUPPORT' | 'CONCEDE' | 'COOPERATE' | 'AID' | 'RETREAT' | 'REQUEST'
  | 'ACCUSE' | 'REJECT' | 'THREATEN' | 'PROTEST' | 'SANCTION' | 'MOBILIZE' | 'COERCE' | 'ASSAULT';
export type EventStatus = 'happened' | 'ongoing' | 'scheduled' | 'pledged' | 'called-for' | 'conditional' | 'denied' | 'hypothetical';

export type Actor = { key: string; name: string; entity: string | null; country: string | null };
export type Place = { name: string; kind: string; country: string | null; latitude: number | null; longitude: number | null; geonames: number | null };

// Where in which article; every figure carries one.
export type Where = { article: string; title: string | null; site: string | null; published: string | null };
export type Evidence = Where & { begin: number; end: number; words: string };

export type Event = Evidence & {
  event: string; type: EventType; mode: string | null; cameo: string; goldstein: number; quad: number; status: EventStatus;
  date: string | null; day: string | null; place: Place | null; source: Actor[]; target: Actor[]; said_by: Actor | null;
  confidence: number; trigger: [number, number]; story: number | null; sources: number; reports: number;
};
export type Quote = Evidence & {
  quote: string; kind: 'direct' | 'partial' | 'indirect'; speaker: Actor | null; about: Actor[]; story: number | null; sources: number;
};
export type Commitment = Evidence & {
  commitment: string; by: Actor | null; to: Actor[]; type: EventType | null; event: string | null; made: string | null;
  due: string | null; due_day: string | null; state: 'kept' | 'broken' | 'open'; overdue: boolean; because: Evidence | null; story: number | null;
};
export type Announced = Evidence & {
  event: string; type: EventType; day: string; last_day: string; source: Actor[]; target: Actor[]; place: Place | null;
  state: 'ahead' | 'took-place' | 'called-off' | 'silent' | 'unknown'; announced: string | null; reports: number; sources: number;
  because: Evidence | null; story: number | null;
};
export type Article = {
  id: string; title: string | null; opening: string | null; url: string | null; site: string | null; author: string | null; published: string | null;
  language: string | null; characters: number; added: string; story: number | null; copy_of: string | null; replaced_by: string | null;
  events: number; quotes: number; commitments: number; doubts: number;
};
export type ArticleWhole = Article & { text: string; record: Record_; versions: { id: string; added: string; published: string | null }[] };
export type Explanation = { article: string; event: string; text: string };

export type Story = {
  story: number; title: string | null; opening: string | null; first_day: string | null; last_day: string | null; reports: number; sources: number;
  copies: number; events: number; disagreements: number;
};
export type StoryEvent = {
  story_event: number; type: EventType; cameo: string; goldstein: number; status: EventStatus; day: string | null; place: Place | null;
  source: Actor[]; target: Actor[]; reports: number; sources: number; tellings: (Evidence & { event: string; copy: boolean })[];
};
export type Disagreement = { disagreement: number; kind: string; about: string | null; values: { value: string; reports: number; evidence: Evidence[] }[] };
export type StoryWhole = Story & { articles: Article[]; merged: StoryEvent[]; contradictions: Disagreement[] };

export type ActorRow = Actor & { kind: string; reports: number; mentions: number; events: number };
export type Counted = { actor: Actor; events: number; conflict: number; cooperation: number };
export type TypeCount = { type: EventType; events: number };
export type Role = { role: string; of: string | null; from: string | null; to: string | null; source: 'text' | 'world'; article: string | null };
export type DayPoint = { day: string; events: number; reports: number; conflict: number; cooperation: number };
export type TensionPoint = { day: string; tension: number; low: number; high: number; conflict: number; cooperation: number; events: number; sources: number };
export type ActorWhole = ActorRow & {
  other_names: string[]; roles: Role[]; member_of: { bloc: string; name: string; from: string | null; to: string | null }[];
  days: DayPoint[]; done: Event[]; suffered: Event[]; done_types: TypeCount[]; suffered_types: TypeCount[]; quotes: Quote[];
  commitments: Commitment[]; network: Counted[]; links: { a: string; b: string; events: number; conflict: number; cooperation: number }[];
};
export type BlocRow = { bloc: string; name: string; members: number; events: number };
export type Member = {
  actor: Actor; from: string | null; to: string | null; latitude: number | null; longitude: number | null; conflict: number;
  cooperation: number; events: number;
};
export type BlocWhole = {
  bloc: string; name: string; on: string; window: number; members: Member[]; threatened_by: Counted[]; supported_by: Counted[];
  threats: Event[]; support: Event[]; decided: Event[]; promised: Commitment[]; due: Announced[]; days: DayPoint[];
};
export type PairRow = {
  a: Actor; b: Actor; tension: number; low: number; high: number; change: number; conflict: number; cooperation: number; events: number;
  sources: number; spark: number[];
};
export type PlacePoint = {
  name: string; kind: string; country: string | null; latitude: number; longitude: number; geonames: number | null; events: number;
  conflict: number; cooperation: number;
};
export type Overview = {
  as_of: string | null; since: string | null; until: string | null; articles: number; events: number; quotes: number; commitments: number;
  stories: number; days: DayPoint[]; types: TypeCount[]; pairs: PairRow[]; places: PlacePoint[]; coming: Announced[]; due: Commitment[];
  newest: Article[]; top_stories: Story[];
};
export type Tension = { a: string; b: string; name: string; half_life: number; days: TensionPoint[]; events: Event[] };
export type CompareSide = {
  label: string; since: string | null; until: string | null; events: number; reports: number; conflict: number; cooperation: number;
  days: TensionPoint[]; types: TypeCount[]; newest: Event[];
};
export type Compare = { by: 'pair' | 'period' | 'source'; left: CompareSide; right: CompareSide };
export type Source = { site: string; articles: number; copies: number; first_day: string | null; last_day: string | null };
export type Alert = {
  alert: number; key: string; rule: string; kind: string; raised: string; day: string | null; text: string; article: string | null;
  title: string | null; begin: number | null; end: number | null; words: string | null; event: string | null; story: number | null; sources?: number;
};
export type Rules = {
  toml: string; writable: boolean; rules: { name: string; kind: string; summary: string }[]; faults: { line: number; column: number; message: string }[];
};
export type Status = {
  vedette: string; archive: string; state: string; as_of: string | null; first_day: string | null; last_day: string | null; articles: number;
  removed: number; events: number; quotes: number; commitments: number; stories: number; alerts: number; explain: boolean; blocs: boolean; rules: boolean;
};
export type Page<T> = { items: T[]; next: string | null; as_of: string | null };

// The record, vedette/report/1: docs/report.md.
type Span = [number, number];
export type RecordActor = {
  id: string; name: string; kind: string; entity: string | null; country: string | null; sectors: string[]; cameo: string | null;
  roles: { role: string; of: string | null; from: string | null; to: string | null; source: string }[];
  mentions: { span: Span; text: string; form: string }[];
};
export type RecordPlace = {
  id: string; name: string; kind: string; country: string | null; admin1: string | null; lat: number | null; lon: number | null;
  geonames: number | null; mentions: { span: Span; text: string; use: string }[];
};
export type RecordTime = { id: string; span: Span; text: string; value: string; type: string; anchor: string | null };
export type RecordQuote = {
  id: string; kind: string; span: Span; text: string; speaker: string | null; cue: { span: Span; text: string } | null; audience: string[];
  time: string | null; place: string | null;
};
export type RecordEvent = {
  id: string; type: EventType; mode: string | null; contexts: string[]; cameo: string; goldstein: number; quad: number; source: string[];
  target: string[]; date: string | null; time: string | null; place: string | null; status: EventStatus; said_by: string | null;
  quote: string | null; sentence: { span: Span }; trigger: { span: Span; text: string };
  evidence: { source: Span[]; target: Span[]; date: Span[]; place: Span[]; mentions: Span[] }; confidence: number;
};
export type Record_ = {
  article: { id: string; title: string | null; published: string | null; published_from: string | null; language: string | null; agencies: string[]; notes?: string[] };
  blocks: { kind: string; span: Span }[];
  repairs: { kind: string; span: Span; was: string; now: string }[];
  actors: RecordActor[]; places: RecordPlace[]; times: RecordTime[]; quotes: RecordQuote[]; events: RecordEvent[];
  commitments: { by: string | null; to: string[]; what: string; due: string | null; event: string | null; span: Span }[];
  relations: { type: string; from: string; to: string; since: string | null; until: string | null; source: string; span: Span | null }[];
  doubts: { kind: string; spans: Span[]; note: string }[];
  made_by?: Record<string, unknown>;
};
