import { openSandboxDatabase } from '../../../electron/sandbox/powerschool/database.ts';
import { startPowerSchool } from '../../../electron/sandbox/powerschool/server.ts';
import { fillFromDistrict } from '../../../electron/sandbox/school-passport/fill.ts';
import { startSchoolPassport } from '../../../electron/sandbox/school-passport/server.ts';
import { buildPlugin } from '../../../electron/setup/plugin/build-plugin.ts';
import { gradeExchangePreset } from '../../../shared/integration/grade-exchange.ts';
import type { Conflict, PlanItem } from '../../../shared/exchange/plan.ts';
import type { RemapProposal } from '../../../shared/exchange/remap.ts';
import { openDistrictDesk } from '../district-desk.ts';
import { actAtPartner, actInPowerSchool, type StoryPlaces } from './story-acts.ts';
import { lineOf, proposalOf, questionOf } from './story-lines.ts';
import {
  categoriesOfPartner,
  categoriesOfPowerSchool,
  gradebooksOfPartner,
  gradebooksOfPowerSchool,
} from './story-outcome.ts';
import type { Gradebooks, PartnerAct, PowerSchoolAct, Story, StoryStep } from './story.ts';
import { layOutStory } from './story-rows.ts';

/** A story's district: a PowerSchool and a School Passport that are asked over HTTP, and a 2-Way Sync between them. */
export interface StoryDesk {
  inPowerSchool(...acts: readonly PowerSchoolAct[]): void;
  atPartner(...acts: readonly PartnerAct[]): void;
  /** Syncs and gives the plan in lines. */
  sync(): Promise<readonly string[]>;
  acceptIds(): Promise<void>;
  looksLike(): Promise<readonly string[]>;
  standing(): { readonly powerschool: Gradebooks; readonly partner: Gradebooks };
  categories(): NonNullable<StoryStep['categories']>;
  close(): Promise<void>;
}

export async function openStoryDesk(story: Story): Promise<StoryDesk> {
  const today = new Date();
  const db = openSandboxDatabase();
  const server = await startPowerSchool({ database: db });
  const rows = layOutStory(story, server, today);
  const plugin = await buildPlugin({
    gradeSync: true,
    writes: true,
    changeColumns: true,
  });
  const { id } = await server.installPlugin(plugin, { preinstalled: true });
  const { clientId, clientSecret } = server.setEnabled(id, true);
  const partner = await startSchoolPassport();
  fillFromDistrict(partner.records, db, rows.yearId, today);
  const desk = openDistrictDesk(
    {
      url: server.url,
      clientId: clientId ?? '',
      clientSecret: clientSecret ?? '',
      partnerSecret: partner.clientSecret,
    },
    {
      mode: 'two-way',
      gradeSync: { enabled: true },
      masterFields: [...gradeExchangePreset()],
      partner: { system: 'school-passport', url: partner.url, clientId: partner.clientId },
    },
  );
  const places: StoryPlaces = { db, server, records: partner.records, rows };
  const json = async <T>(...args: readonly string[]): Promise<T> =>
    JSON.parse((await desk.run(...args, '--json')).stdout) as T;
  return {
    inPowerSchool: (...acts) => {
      for (const act of acts) actInPowerSchool(act, places);
    },
    atPartner: (...acts) => {
      for (const act of acts) actAtPartner(act, places);
    },
    async sync() {
      const { report } = await desk.sync();
      const planId = report.plan?.planId;
      if (planId === undefined) throw new Error(JSON.stringify(report));
      const shown = await json<{ items: PlanItem[]; conflicts: Conflict[] }>('plans', 'show', planId);
      return [...shown.items.map(lineOf), ...shown.conflicts.map(questionOf)].toSorted();
    },
    acceptIds: async () => void (await json('ids', 'accept', desk.integrationId)),
    async looksLike() {
      const { proposals } = await json<{ proposals: RemapProposal[] }>('ids', 'list', desk.integrationId);
      return proposals
        .filter(({ verdict }) => verdict === null)
        .map(proposalOf)
        .toSorted();
    },
    standing: () => ({
      powerschool: gradebooksOfPowerSchool(db),
      partner: gradebooksOfPartner(partner.records),
    }),
    categories: () => ({
      powerschool: categoriesOfPowerSchool(db),
      partner: categoriesOfPartner(partner.records, story, rows),
    }),
    async close() {
      desk.remove();
      await Promise.all([server.close(), partner.close()]);
      db.close();
    },
  };
}
