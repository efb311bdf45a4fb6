import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));
const external = ['electron', 'better-sqlite3', 'keytar', /^node:/];
const node = {
  outDir: here('out/main'),
  emptyOutDir: true,
  target: 'node24',
  minify: false,
  sourcemap: true,
  ssr: true,
};

/** `vite build --app` makes all three: the screens, everything that runs under Node, and the sandboxed preload. */
export default defineConfig({
  root: 'renderer',
  base: './',
  // The hosts put a fresh one in its place whenever they serve the page (hosts/page.ts).
  html: { cspNonce: '__STYLE_NONCE__' },
  plugins: [react()],
  builder: {},
  environments: {
    client: {
      // Nothing travels: the whole of it lies on the same disk.
      build: { outDir: here('out/renderer'), emptyOutDir: true, target: 'chrome140', chunkSizeWarningLimit: 2000 },
    },
    main: {
      consumer: 'server',
      resolve: { noExternal: true, external: ['electron', 'better-sqlite3', 'keytar'] },
      build: {
        ...node,
        rolldownOptions: {
          external,
          input: {
            main: here('electron/main.ts'),
            cli: here('electron/cli.ts'),
            'engine-worker': here('electron/workers/engine-worker.ts'),
            'reader-worker': here('electron/workers/reader-worker.ts'),
            'source-worker': here('electron/workers/source-worker.ts'),
            'sandbox-worker': here('electron/workers/sandbox-worker.ts'),
          },
          output: { format: 'es', entryFileNames: '[name].js' },
        },
      },
    },
    preload: {
      consumer: 'server',
      resolve: { noExternal: true },
      build: {
        ...node,
        outDir: here('out/preload'),
        rolldownOptions: {
          external,
          input: { preload: here('electron/preload.ts') },
          output: { format: 'cjs', entryFileNames: '[name].cjs' },
        },
      },
    },
  },
});
