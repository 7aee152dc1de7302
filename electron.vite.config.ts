import { join } from 'node:path';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'electron-vite';

/** Programs of the main side: the application, two worker threads, and the command line. */
const MAIN_PROGRAMS = {
  index: 'src/main/electron.ts',
  backend: 'src/main/backend/worker.ts',
  pixelate: 'src/main/generation/pixelateWorker.ts',
  cli: 'src/main/cli/cli.ts',
};

/** While developing the page needs Vite's own inline script and socket; nothing more. */
const DEVELOPMENT_POLICY = [
  "default-src 'none'",
  "script-src 'self' 'unsafe-inline'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' blob: data:",
  "media-src 'self' blob:",
  "font-src 'self'",
  "worker-src 'self' blob:",
  "connect-src 'self' ws://localhost:*",
  "base-uri 'none'",
  "form-action 'none'",
].join('; ');

export default defineConfig({
  main: {
    build: {
      outDir: 'out/main',
      rollupOptions: {
        input: MAIN_PROGRAMS,
      },
    },
  },
  preload: {
    build: {
      outDir: 'out/preload',
      // A sandboxed preload is one CommonJS file that may require nothing but Electron.
      externalizeDeps: false,
      rollupOptions: {
        input: { index: 'src/preload/index.ts' },
        output: { format: 'cjs', entryFileNames: '[name].cjs', codeSplitting: false },
      },
    },
  },
  renderer: {
    root: 'src/renderer',
    plugins: [react()],
    worker: { format: 'es' },
    server: { headers: { 'Content-Security-Policy': DEVELOPMENT_POLICY } },
    build: {
      outDir: 'out/renderer',
      minify: true,
      // Inlined pictures and fonts would need data: in the policy.
      assetsInlineLimit: 0,
      rollupOptions: { input: { index: join(import.meta.dirname, 'src/renderer/index.html') } },
    },
  },
});
