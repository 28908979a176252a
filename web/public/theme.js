// Before the first paint: the theme that this reader chose last or the system prefers, so that nothing flashes.
let chosen = null;
try {
  chosen = localStorage.getItem('theme');
} catch {
  // Without storage the system's preference holds.
}
const dark = chosen === 'dark' || (chosen !== 'light' && matchMedia('(prefers-color-scheme: dark)').matches);
document.documentElement.dataset.theme = dark ? 'dark' : 'light';
