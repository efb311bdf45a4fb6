import type { pluginRequests } from '../../shared/ipc/contract/plugin.ts';
import type { SetupTarget } from '../../shared/ipc/contract/inputs.ts';
import type { HandlersOf } from '../../shared/ipc/contract.ts';
import { settingsOf } from '../setup/connection.ts';
import { buildPluginFor, keepPlugin, lookAtPlugin } from '../setup/kept-plugin.ts';
import type { HandlerContext } from './feature.ts';
import { openPluginUploads } from './plugin-uploads.ts';

export const pluginHandlers = ({ backend, emit }: HandlerContext): HandlersOf<typeof pluginRequests> => {
  const uploads = openPluginUploads();
  const told = ({ kind }: SetupTarget) => (kind === 'draft' ? emit('drafts.changed', {}) : emit('home.changed', {}));
  return {
    'plugin.begin': ({ target, name, bytes }) => {
      // An unknown draft or integration is said now, not after everything has been sent.
      settingsOf(backend, target);
      return { upload: uploads.begin(target, name, bytes) };
    },
    'plugin.piece': ({ upload, offset, content }) => ({
      received: uploads.add(upload, offset, Buffer.from(content, 'base64')),
    }),
    'plugin.choose': async ({ upload }) => {
      const { target, bytes } = uploads.take(upload);
      const look = await keepPlugin(backend, target, bytes);
      told(target);
      return look;
    },
    'plugin.look': ({ target }) => lookAtPlugin(backend, target),
    'plugin.build': async ({ target, v1 }) => {
      const built = await buildPluginFor(backend, { target, v1, now: Date.now() });
      told(target);
      return built;
    },
  };
};
