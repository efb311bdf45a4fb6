/**
 * Lays the application out for each system on a stand-in for Electron's binaries and looks at what went in: all that it needs, nothing that
 * it does not. Then the workers run from where they lie. Usage: node test/tools/package-check.ts (after the build)
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { listPackage } from '@electron/asar';
import { Arch, build, Platform, type Configuration } from 'electron-builder';
import { load } from 'js-yaml';
import { writeStubElectron } from './stub-electron.ts';

const systems = [
  { name: 'linux', platform: Platform.LINUX, node: 'linux', resources: 'linux-unpacked/resources' },
  { name: 'win', platform: Platform.WINDOWS, node: 'win32', resources: 'win-unpacked/resources' },
  { name: 'mac', platform: Platform.MAC, node: 'darwin', resources: 'mac/Grade Sync.app/Contents/Resources' },
] as const;

const workers = ['engine', 'reader', 'source', 'sandbox'].map((name) => `/out/main/${name}-worker.js`);
const fuses = [
  'runAsNode',
  'enableCookieEncryption',
  'enableNodeOptionsEnvironmentVariable',
  'enableNodeCliInspectArguments',
  'enableEmbeddedAsarIntegrityValidation',
  'onlyLoadAppFromAsar',
  'loadBrowserProcessSpecificV8Snapshot',
  'grantFileProtocolExtraPrivileges',
];
const stray = /\.(map|ts|tsx)$|^\/(electron|renderer|shared|test|resources|release)(\/|$)|better-sqlite3\/(deps|src)/;

const config = load(readFileSync('electron-builder.yml', 'utf8')) as Configuration;
const problems = fuses
  .filter((fuse) => typeof Reflect.get(config.electronFuses ?? {}, fuse) !== 'boolean')
  .map((fuse) => `electron-builder.yml leaves the fuse ${fuse} undecided`);

const stubs = mkdtempSync(join(tmpdir(), 'electron-stub-'));
const output = mkdtempSync(join(tmpdir(), 'release-'));
try {
  writeStubElectron(stubs);
  for (const system of systems) {
    const resources = await layOut(system);
    problems.push(...look(system, resources));
    if (system.node === process.platform) problems.push(...tryWorkers(resources));
  }
} finally {
  rmSync(stubs, { recursive: true, force: true });
  rmSync(output, { recursive: true, force: true });
}
for (const problem of problems) console.error(problem);
process.exitCode = problems.length > 0 ? 1 : 0;

type System = (typeof systems)[number];

async function layOut({ name, platform, resources }: System): Promise<string> {
  await build({
    targets: platform.createTarget('dir', Arch.x64),
    config: {
      ...config,
      electronDist: join(stubs, name),
      // A stand-in has no fuses to set and nothing to sign.
      electronFuses: null,
      // Without our pictures: to turn one into each system's own form, the packager fetches a tool.
      directories: { buildResources: stubs, output },
      mac: { ...config.mac, identity: null },
    },
    publish: 'never',
  });
  return join(output, resources);
}

function look({ name, node }: System, resources: string): readonly string[] {
  const archive = join(resources, 'app.asar');
  const inside = listPackage(archive, { isPack: false }).map((path) => path.replaceAll('\\', '/'));
  const wanted = [
    '/package.json',
    '/out/main/main.js',
    '/out/main/cli.js',
    '/out/preload/preload.cjs',
    '/out/renderer/index.html',
    ...readdirSync('out/main/migrations').map((file) => `/out/main/migrations/${file}`),
    ...readdirSync('resources/tray').map((file) => `/out/main/tray/${file}`),
    ...workers,
    `/node_modules/better-sqlite3/prebuilds/${node}-x64.node`,
    `/node_modules/keytar/prebuilds/${node}-x64/keytar.node`,
  ];
  const unpacked = wanted.filter((path) => /^\/(out\/main|node_modules)\//.test(path));
  const modules = [...new Set(inside.flatMap((path) => /^\/node_modules\/([^/]+)/.exec(path)?.[1] ?? []))].sort();
  console.log(`${name}: ${inside.length} files, modules ${modules.join(' ')}`);
  return [
    ...wanted.filter((path) => !inside.includes(path)).map((path) => `${name}: ${path} is missing`),
    ...unpacked
      .filter((path) => !existsSync(join(`${archive}.unpacked`, path)))
      .map((path) => `${name}: ${path} is not unpacked`),
    ...inside
      .filter((path) => stray.test(path) || (path.endsWith('.node') && !path.includes(`${node}-x64`)))
      .map((path) => `${name}: ${path} should not be there`),
  ];
}

/** The command line from the unpacked folder does the main job: nothing that a thread loads is left inside the archive. */
function tryWorkers(resources: string): readonly string[] {
  const profile = mkdtempSync(join(tmpdir(), 'packaged-'));
  const cli = join(resources, 'app.asar.unpacked/out/main/cli.js');
  const args = [cli, 'demo', '--headless', '--json', '--quiet', '--students', '30', '--profile', profile];
  const { status, stderr } = spawnSync(process.execPath, args, { encoding: 'utf8', cwd: profile, timeout: 120_000 });
  rmSync(profile, { recursive: true, force: true });
  return status === 0 || status === 3 ? [] : [`The packaged command line ended with ${status}: ${stderr}`];
}
