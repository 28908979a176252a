// Asks the server, and holds the answer for a view: loading, failed, or there.
import type { Page } from './types';

export class Refused extends Error {
  status: number;
  parameter: string | null;
  expected: string | null;
  constructor(status: number, message: string, parameter: string | null = null, expected: string | null = null) {
    super(message);
    this.status = status;
    this.parameter = parameter;
    this.expected = expected;
  }
}

export type Query = Record<string, string | number | null | undefined>;

export function apiAddress(path: string, query: Query = {}): string {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query))
    if (value !== null && value !== undefined && value !== '') search.set(name, String(value));
  const text = search.toString();
  return `/api/1/${path}${text ? '?' + text : ''}`;
}

async function readAnswer(response: Response): Promise<unknown> {
  let body: unknown = null;
  try {
    body = await response.json();
  } catch {
    throw new Refused(response.status, `The server's answer could not be read (status ${response.status}).`);
  }
  if (response.ok) return body;
  const error = (body as { error?: { message?: string; parameter?: string | null; expected?: string | null } } | null)?.error;
  throw new Refused(response.status, error?.message ?? `The server refused (status ${response.status}).`, error?.parameter ?? null, error?.expected ?? null);
}

export async function ask<T>(path: string, query: Query = {}, signal?: AbortSignal): Promise<T> {
  let response: Response;
  try {
    response = await fetch(apiAddress(path, query), { signal, headers: { Accept: 'application/json' }, cache: 'no-cache' });
  } catch (error) {
    if (signal?.aborted) throw error;
    throw new Refused(0, 'The server does not answer. Is `vedette serve` still running?');
  }
  return (await readAnswer(response)) as T;
}

export async function readRules<T>(): Promise<{ rules: T; tag: string }> {
  const response = await fetch(apiAddress('rules'), { cache: 'no-cache' });
  const rules = (await readAnswer(response)) as { rules?: unknown };
  if (!Array.isArray(rules?.rules)) throw new Refused(0, 'The server keeps no rules; it may be another version.');
  return { rules: rules as T, tag: response.headers.get('ETag') ?? '' };
}

export async function writeRules<T>(toml: string, tag: string): Promise<T> {
  const headers: Record<string, string> = { 'Content-Type': 'application/toml' };
  if (tag) headers['If-Match'] = tag;
  return (await readAnswer(await fetch(apiAddress('rules'), { method: 'PUT', headers, body: toml }))) as T;
}

// Every item of a list, page after page; `most` pages at the most.
export async function askAll<T>(path: string, query: Query = {}, signal?: AbortSignal, most = 12): Promise<Page<T>> {
  const whole: Page<T> = { items: [], next: null, as_of: null };
  for (let after: string | null = null, i = 0; i < most && (i === 0 || after); ++i) {
    const page: Page<T> = await ask<Page<T>>(path, { ...query, limit: 1000, after }, signal);
    whole.items.push(...page.items);
    whole.as_of = page.as_of;
    after = whole.next = page.next;
  }
  return whole;
}

// `all`: of a list, every page of it.
export type Wanted = { path: string; query?: Query; all?: boolean } | null;

// What is wanted may depend on the address; the answer follows it. An answer that is there stays on the screen while the next is under
// way, unless another path is asked for. Makes an effect, so it is called where a component begins.
export class Answer<T> {
  data = $state.raw<T | null>(null);
  error = $state.raw<Refused | null>(null);
  loading = $state(true);
  private tries = $state(0);
  private lastPath = '';

  constructor(wanted: () => Wanted) {
    $effect(() => {
      const want = wanted();
      void this.tries;
      if (!want) {
        this.data = null;
        this.error = null;
        this.loading = false;
        return;
      }
      const abort = new AbortController();
      if (want.path !== this.lastPath) this.data = null;
      this.lastPath = want.path;
      this.loading = true;
      const asked = want.all ? (askAll(want.path, want.query, abort.signal) as Promise<T>) : ask<T>(want.path, want.query, abort.signal);
      asked.then(
        (data) => {
          this.data = data;
          this.error = null;
          this.loading = false;
        },
        (error: unknown) => {
          if (abort.signal.aborted) return;
          this.data = null;
          this.error = error instanceof Refused ? error : new Refused(0, String(error));
          this.loading = false;
        },
      );
      return () => abort.abort();
    });
  }

  again() {
    this.tries += 1;
  }
}

// A list that grows page by page.
export class Listing<T> {
  items = $state.raw<T[]>([]);
  next = $state.raw<string | null>(null);
  error = $state.raw<Refused | null>(null);
  loading = $state(true);
  as_of = $state.raw<string | null>(null);
  wanted: Wanted = null;
  private tries = $state(0);
  private abort: AbortController | null = null;

  constructor(wanted: () => Wanted) {
    $effect(() => {
      const want = wanted();
      void this.tries;
      this.wanted = want;
      this.abort?.abort();
      if (!want) {
        this.items = [];
        this.loading = false;
        return;
      }
      this.load(want, null);
      return () => this.abort?.abort();
    });
  }

  private load(want: NonNullable<Wanted>, after: string | null) {
    const abort = new AbortController();
    this.abort = abort;
    this.loading = true;
    ask<Page<T>>(want.path, { ...want.query, after }, abort.signal).then(
      (page) => {
        if (!Array.isArray(page?.items)) throw new Refused(0, 'The server’s answer is no list; it may be another version.');
        this.items = after ? [...this.items, ...page.items] : page.items;
        this.next = page.next;
        this.as_of = page.as_of;
        this.error = null;
        this.loading = false;
      },
    ).catch((error: unknown) => {
      if (abort.signal.aborted) return;
      if (!after) this.items = [];
      this.error = error instanceof Refused ? error : new Refused(0, String(error));
      this.loading = false;
    });
  }

  more() {
    if (this.wanted && this.next && !this.loading) this.load(this.wanted, this.next);
  }

  again() {
    this.tries += 1;
  }
}
