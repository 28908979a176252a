import { vitePreprocess } from '@sveltejs/vite-plugin-svelte';

export default {
  preprocess: vitePreprocess(),
  // Short names of style scopes keep the page small.
  compilerOptions: { runes: true, cssHash: ({ hash, css }) => 'v' + hash(css).slice(0, 4) },
};
