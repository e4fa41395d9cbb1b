import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { precompress } from './precompress.ts';

/** Where a server of Posthorn listens while one works on the workplace: `POSTHORN_URL=http://127.0.0.1:8080 npm run dev -w web`. */
const server = process.env.POSTHORN_URL ?? 'http://127.0.0.1:8080';

export default defineConfig({
  root: fileURLToPath(new URL('.', import.meta.url)),
  plugins: [react(), precompress()],
  resolve: {
    // The browser needs the addresses of the contract, not its schemas; the server validates.
    alias: { typebox: fileURLToPath(new URL('./src/api/no-schemas.ts', import.meta.url)) },
  },
  // The engine loads what it needs when it needs it: hyphenation, barcodes, shaping.
  worker: { format: 'es' },
  server: { proxy: { '/api': { target: server, changeOrigin: true, headers: { origin: server } } } },
  build: {
    target: 'es2023',
    // Colours for both appearances, `light-dark()`, stay what they are.
    cssTarget: ['chrome123', 'firefox120', 'safari17.5'],
    // A strict content security policy allows no inline code and no data: modules.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 700,
  },
});
