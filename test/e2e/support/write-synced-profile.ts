/**
 * Writes a profile on which somebody has tried the sandbox district of 2,000 students, synced it and closed the application.
 * Usage: node write-synced-profile.ts FOLDER
 */
import { openBackend } from '../../../electron/backend.ts';
import { openMemoryCredentials } from '../../../electron/credentials/memory.ts';
import { activateSandbox } from '../../../electron/sandbox/activate-sandbox.ts';
import { startSandbox } from '../../../electron/sandbox/sandbox.ts';

const [profileFolder = ''] = process.argv.slice(2);
const sandbox = await startSandbox({ seed: 1, students: 2000 });
const backend = openBackend({ profileFolder, credentials: openMemoryCredentials() });
const { id: integrationId } = await activateSandbox(backend, sandbox.describe());
const { status } = await backend.runs.start({ integrationId });
await backend.close();
await sandbox.close();
if (status !== 'succeeded') throw new Error(`the sync ${status}`);
