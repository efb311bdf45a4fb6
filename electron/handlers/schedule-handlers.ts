import type { scheduleRequests } from '../../shared/ipc/contract/schedule.ts';
import type { HandlersOf } from '../../shared/ipc/contract.ts';
import { upcoming } from '../engine/schedule.ts';
import { syncCommands, thisProgram } from '../scheduling/sync-commands.ts';
import { zoneOf } from '../scheduling/scheduler.ts';
import type { HandlerContext } from './feature.ts';

const previewed = 5;

export const scheduleHandlers = ({ backend }: HandlerContext): HandlersOf<typeof scheduleRequests> => ({
  'schedule.preview': ({ schedule }) => ({
    zone: zoneOf(schedule),
    next: upcoming(schedule, zoneOf(schedule), Date.now(), previewed).map(({ at, full }) => ({
      at: new Date(at).toISOString(),
      full,
    })),
  }),
  'schedule.commands': ({ integrationId }) => {
    const { id, config } = backend.integrations.get(integrationId);
    return syncCommands(thisProgram(), {
      integrationId: id,
      profileFolder: backend.profile.folder,
      secrets: backend.credentials.kind,
      platform: process.platform,
      schedule: config.schedule,
      planOnly: config.mode === 'two-way',
    });
  },
});
