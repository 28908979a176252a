// Dark or light: the system's preference until the reader chooses.
type Choice = 'auto' | 'light' | 'dark';

const prefers = matchMedia('(prefers-color-scheme: dark)');

function stored(): Choice {
  try {
    const value = localStorage.getItem('theme');
    return value === 'light' || value === 'dark' ? value : 'auto';
  } catch {
    return 'auto';
  }
}

class Theme {
  choice = $state<Choice>(stored());
  private system = $state(prefers.matches);
  dark = $derived(this.choice === 'dark' || (this.choice === 'auto' && this.system));

  constructor() {
    prefers.addEventListener('change', () => {
      this.system = prefers.matches;
      this.apply();
    });
    this.apply();
  }

  private apply() {
    document.documentElement.dataset.theme = this.dark ? 'dark' : 'light';
  }

  turn() {
    this.choice = this.dark ? 'light' : 'dark';
    try {
      localStorage.setItem('theme', this.choice);
    } catch {
      // Without storage the choice holds until the page is closed.
    }
    this.apply();
  }
}

export const theme = new Theme();
