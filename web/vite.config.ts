// The page is a handful of files that the server holds in its binary: one script, one style sheet, the map, no inline code.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { svelte } from '@sveltejs/vite-plugin-svelte';
import { quantize } from 'topojson-client';
import { defineConfig, type Plugin } from 'vite';

const kWorld = 'virtual:world';

// The states' borders of world-atlas (Natural Earth, 1:110m), without the names that the page does not show and to a thirtieth of a
// degree, as a file of their own: `import address from 'virtual:world'`.
function world(): Plugin {
  const file = createRequire(import.meta.url).resolve('world-atlas/countries-110m.json');
  let file_of_build = '';
  return {
    name: 'world',
    buildStart() {
      if (this.meta.watchMode) return;
      const topology = JSON.parse(readFileSync(file, 'utf8'));
      const countries = topology.objects.countries;
      topology.objects = { countries: { ...countries, geometries: countries.geometries.map(({ type, arcs }: { type: string; arcs: unknown }) => ({ type, arcs })) } };
      // Undone first: only positions that are not quantised yet can be.
      const { scale, translate } = topology.transform;
      for (const arc of topology.arcs) {
        let x = 0;
        let y = 0;
        for (const point of arc) {
          x += point[0];
          y += point[1];
          point[0] = x * scale[0] + translate[0];
          point[1] = y * scale[1] + translate[1];
        }
      }
      delete topology.transform;
      file_of_build = this.emitFile({ type: 'asset', name: 'world.json', source: JSON.stringify(quantize(topology, 12_000)) });
    },
    resolveId: (id) => (id === kWorld ? '\0' + kWorld : null),
    load(id) {
      if (id !== '\0' + kWorld) return null;
      return `export default ${file_of_build ? `import.meta.ROLLUP_FILE_URL_${file_of_build}` : JSON.stringify('/@fs' + file)};`;
    },
  };
}

export default defineConfig({
  plugins: [svelte(), world()],
  build: {
    target: 'es2022',
    assetsInlineLimit: 0,
    cssCodeSplit: false,
    modulePreload: false,
    reportCompressedSize: false,
  },
  server: { proxy: { '/api': process.env.VEDETTE ?? 'http://127.0.0.1:8080' } },
});
