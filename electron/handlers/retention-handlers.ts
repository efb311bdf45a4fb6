import { cutOff } from '../../shared/integration/retention.ts';
import type { HandlersOf } from '../../shared/ipc/contract.ts';
import type { retentionRequests } from '../../shared/ipc/contract/retention.ts';
import { deleteLocalData } from '../store/retention/retention.ts';
import { runRetentionThread } from '../workers/retention-thread.ts';
import type { HandlerContext } from './feature.ts';
import { refuseOtherName } from './typed-name.ts';

export const retentionHandlers = ({ backend, emit }: HandlerContext): HandlersOf<typeof retentionRequests> => ({
  'retention.preview': async ({ integrationId }) => {
    const { id, config } = backend.integrations.get(integrationId);
    const { retention } = config;
    const now = Date.now();
    const counts = await runRetentionThread({ database: backend.profile.database(id), retention, now, kind: 'count' });
    const before = cutOff(retention.accessLogDays, now);
    const { accessLog } = backend.integrations;
    return { ...counts, accessLog: before === null ? 0 : accessLog.countBefore(id, new Date(before)) };
  },
  'retention.purge': async ({ integrationId, typedName }) => {
    const integration = backend.integrations.get(integrationId);
    refuseOtherName(integration, typedName);
    const { id, config } = integration;
    const { retention } = config;
    const now = Date.now();
    // A screen that reads would keep the log of writes, and what is in it.
    await backend.closeReader(id);
    const counts = await runRetentionThread({
      database: backend.profile.database(id),
      retention,
      now,
      kind: 'thorough',
    });
    const before = cutOff(retention.accessLogDays, now);
    const accessLog = before === null ? 0 : backend.integrations.accessLog.removeBefore(id, new Date(before));
    emit('home.changed', {});
    return { ...counts, accessLog };
  },
  'retention.deleteAll': async ({ integrationId, typedName }) => {
    const integration = backend.integrations.get(integrationId);
    refuseOtherName(integration, typedName);
    await backend.closeReader(integration.id);
    deleteLocalData(backend.profile.database(integration.id));
    emit('home.changed', {});
    return { deleted: true };
  },
});
