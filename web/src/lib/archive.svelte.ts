// What the archive behind the page holds, kept fresh by the server's stream of what is new.
import { ask, Refused } from './api.svelte';
import type { Alert, Article, Status } from './types';

class Archive {
  status = $state.raw<Status | null>(null);
  error = $state.raw<Refused | null>(null);
  // Articles and alerts that came since the page was opened, newest first.
  articles = $state.raw<Article[]>([]);
  alerts = $state.raw<Alert[]>([]);
  connected = $state(false);
  // Why the archive is not to be had just now, in the server's words.
  fault = $state('');

  async read() {
    try {
      this.status = await ask<Status>('status');
      this.error = null;
    } catch (error) {
      this.error = error instanceof Refused ? error : new Refused(0, String(error));
    }
  }

  listen() {
    const stream = new EventSource('/api/1/stream');
    const take = <T>(text: string, use: (item: T) => void) => {
      try {
        use(JSON.parse(text) as T);
      } catch {
        // A line that is no JSON is the server's fault; the next one may be whole.
      }
    };
    stream.addEventListener('open', () => {
      this.connected = true;
      if (this.error) void this.read();
    });
    stream.addEventListener('error', () => (this.connected = false));
    stream.addEventListener('state', (event) =>
      take<{ state: string }>(event.data, ({ state }) => {
        this.fault = '';
        if (state !== this.status?.state) void this.read();
      }),
    );
    stream.addEventListener('fault', (event) => take<{ message: string }>(event.data, ({ message }) => (this.fault = message)));
    stream.addEventListener('article', (event) =>
      take<Article>(event.data, (article) => {
        const put = (fresh: Article) => (this.articles = [fresh, ...this.articles.filter((known) => known.id !== fresh.id)].slice(0, 200));
        put(article);
        // What an article without a title begins with is not in the stream.
        if (!article.title) ask<Article>(`articles/${article.id}`).then(put, () => undefined);
      }),
    );
    stream.addEventListener('alert', (event) =>
      take<Alert>(event.data, (alert) => (this.alerts = [alert, ...this.alerts.filter((known) => known.alert !== alert.alert)].slice(0, 200))),
    );
  }
}

export const archive = new Archive();
