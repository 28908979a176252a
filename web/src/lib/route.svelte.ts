// Where the reader is: path and query of the address. Every view and every filter lives here and nowhere else, so that the browser's
// history, a copied address and a reload all lead back to the same screen.

class Route {
  path = $state(location.pathname);
  private search = $state(location.search);
  query = $derived(new URLSearchParams(this.search));
  // Counts up with every move that a link made; the shell then moves focus to the heading.
  moves = $state(0);

  read() {
    this.path = location.pathname;
    this.search = location.search;
  }

  go(address: string) {
    if (address === location.pathname + location.search) return;
    const samePath = new URL(address, location.href).pathname === location.pathname;
    history.replaceState({ y: scrollY }, '');
    history.pushState(null, '', address);
    this.read();
    if (!samePath) this.moves += 1;
  }

  get(name: string): string {
    return this.query.get(name) ?? '';
  }

  // This address with some filters changed; an empty value takes the filter away. Paging starts anew.
  with(changes: Record<string, string | number | null | undefined>): string {
    const query = new URLSearchParams(this.query);
    query.delete('after');
    for (const [name, value] of Object.entries(changes)) {
      if (value === null || value === undefined || value === '') query.delete(name);
      else query.set(name, String(value));
    }
    return this.path + asQuery(query);
  }

  set(changes: Record<string, string | number | null | undefined>, replace = false) {
    const address = this.with(changes);
    if (replace) {
      history.replaceState(null, '', address);
      this.read();
    } else {
      this.go(address);
    }
  }
}

export function asQuery(query: URLSearchParams): string {
  const text = query.toString();
  return text ? '?' + text : '';
}

// An address within the page: parts are escaped, empty parameters left out.
export function address(parts: (string | number)[], query: Record<string, string | number | null | undefined> = {}): string {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query))
    if (value !== null && value !== undefined && value !== '') search.set(name, String(value));
  return '/' + parts.map((part) => encodeURIComponent(String(part))).join('/') + asQuery(search);
}

export const route = new Route();

// Back to where one was, once what stood there is there again.
window.addEventListener('popstate', () => {
  route.read();
  const y: unknown = history.state?.y;
  if (typeof y !== 'number' || y === 0) return;
  let tries = 0;
  const timer = setInterval(() => {
    if (document.documentElement.scrollHeight < y + innerHeight && ++tries < 40) return;
    clearInterval(timer);
    scrollTo(0, y);
  }, 40);
});

// Plain clicks on links within the page do not load it anew.
document.addEventListener('click', (event) => {
  if (event.defaultPrevented || event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
  const link = (event.target as Element).closest?.('a');
  if (!link || link.target || link.hasAttribute('download')) return;
  const href = link.getAttribute('href');
  if (!href?.startsWith('/') || href.startsWith('//') || href.startsWith('/api/')) return;
  event.preventDefault();
  route.go(href);
});
