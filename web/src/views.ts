// Which view an address means.
import type { Component } from 'svelte';
import Actor from './views/Actor.svelte';
import Actors from './views/Actors.svelte';
import Article from './views/Article.svelte';
import Articles from './views/Articles.svelte';
import Bloc from './views/Bloc.svelte';
import Blocs from './views/Blocs.svelte';
import Calendar from './views/Calendar.svelte';
import Commitments from './views/Commitments.svelte';
import Compare from './views/Compare.svelte';
import Events from './views/Events.svelte';
import Nowhere from './views/Nowhere.svelte';
import Overview from './views/Overview.svelte';
import Quotes from './views/Quotes.svelte';
import Stories from './views/Stories.svelte';
import Story from './views/Story.svelte';
import Tension from './views/Tension.svelte';
import Watch from './views/Watch.svelte';

export type Found = {
  // eslint-disable-next-line @typescript-eslint/no-explicit-any
  view: Component<any>;
  props: Record<string, string>;
  section: string;
  // A view is made anew where this changes.
  key: string;
};

export const kViews = [
  { href: '/', label: 'Overview', key: 'o', view: Overview },
  { href: '/events', label: 'Events', key: 'e', view: Events },
  { href: '/stories', label: 'Stories', key: 's', view: Stories },
  { href: '/articles', label: 'Articles', key: 'r', view: Articles },
  { href: '/actors', label: 'Actors', key: 'a', view: Actors },
  { href: '/blocs', label: 'Blocs', key: 'b', view: Blocs },
  { href: '/calendar', label: 'Calendar', key: 'c', view: Calendar },
  { href: '/commitments', label: 'Commitments', key: 'm', view: Commitments },
  { href: '/quotes', label: 'Quotes', key: 'q', view: Quotes },
  { href: '/tension', label: 'Tension', key: 't', view: Tension },
  { href: '/compare', label: 'Compare', key: 'p', view: Compare },
  { href: '/watch', label: 'Watch', key: 'w', view: Watch },
];

const kSingle: Record<string, { view: Found['view']; section: string }> = {
  article: { view: Article, section: '/articles' },
  story: { view: Story, section: '/stories' },
  actor: { view: Actor, section: '/actors' },
  bloc: { view: Bloc, section: '/blocs' },
};

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

export function find(path: string): Found {
  const list = kViews.find((entry) => entry.href === path || entry.href + '/' === path);
  if (list) return { view: list.view, props: {}, section: list.href, key: list.href };
  const [, kind, ...rest] = path.split('/');
  const single = kSingle[kind];
  const id = decoded(rest.join('/'));
  if (single && id) return { view: single.view, props: { id }, section: single.section, key: path };
  return { view: Nowhere, props: {}, section: '', key: path };
}
