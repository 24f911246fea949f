import { resolve } from 'node:path';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

/**
 * Builds the page. Everything is bundled (fonts, map, policy text): the page has no network. `GALLERY=1` builds the
 * gallery of screens instead, which never ships.
 */
const gallery = process.env['GALLERY'] === '1';

export default defineConfig({
  root: resolve(import.meta.dirname, 'renderer'),
  base: './',
  plugins: [react()],
  // Nothing is inlined: `img-src`/`font-src` of the page allow its own files only, no data: URLs.
  build: {
    outDir: resolve(import.meta.dirname, gallery ? 'out/gallery' : 'dist/renderer'),
    emptyOutDir: true,
    target: 'chrome140',
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    sourcemap: false,
    chunkSizeWarningLimit: 2000,
    rolldownOptions: { input: resolve(import.meta.dirname, gallery ? 'renderer/gallery.html' : 'renderer/index.html') },
  },
});
