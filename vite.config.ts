import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig, type Plugin } from 'vite';

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

/** Migrations and the icons of the tray are read as files when the application runs. */
const readAtRun: Plugin = {
  name: 'read-at-run',
  applyToEnvironment: ({ name }) => name === 'main',
  generateBundle() {
    const folder = here('electron/store/migrations/');
    for (const file of readdirSync(folder)) {
      this.emitFile({ type: 'asset', fileName: `migrations/${file}`, source: readFileSync(`${folder}${file}`) });
    }
    const icons = here('resources/tray/');
    for (const file of readdirSync(icons)) {
      this.emitFile({ type: 'asset', fileName: `tray/${file}`, source: readFileSync(`${icons}${file}`) });
    }
  },
};

/** `vite build --app` makes all three: the screens, everything that runs under Node, and the sandboxed preload. */
export default defineConfig({
  root: 'renderer',
  base: './',
  // The hosts put a fresh one in its place whenever they serve the page (hosts/page.ts).
  html: { cspNonce: '__STYLE_NONCE__' },
  plugins: [react(), readAtRun],
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
            'browse-worker': here('electron/workers/browse-worker.ts'),
            'engine-worker': here('electron/workers/engine-worker.ts'),
            'export-worker': here('electron/workers/export-worker.ts'),
            'reader-worker': here('electron/workers/reader-worker.ts'),
            'retention-worker': here('electron/workers/retention-worker.ts'),
            'source-worker': here('electron/workers/source-worker.ts'),
            'sandbox-worker': here('electron/workers/sandbox-worker.ts'),
          },
          // All in one folder: the code looks for workers, migrations and screens beside itself.
          output: { format: 'es', entryFileNames: '[name].js', chunkFileNames: '[name]-[hash].js' },
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
