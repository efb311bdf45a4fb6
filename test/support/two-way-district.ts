import { startSandbox, type Sandbox } from '../../electron/sandbox/sandbox.ts';
import { gradeExchangePreset } from '../../shared/integration/grade-exchange.ts';
import { openDistrictDesk, type DistrictDesk } from '../support/district-desk.ts';

/** A 2-Way Sync between the two simulated systems, each attribute with its usual master. */
export interface TwoWayDistrict {
  readonly sandbox: Sandbox;
  readonly desk: DistrictDesk;
  /** What a process needs to sign in at both ends, as `GRADE_SYNC_SECRETS` has it. */
  readonly secrets: string;
  close(): Promise<void>;
}

export async function openTwoWayDistrict(students: number): Promise<TwoWayDistrict> {
  const sandbox = await startSandbox({ seed: 3, students });
  const { powerschool, schoolPassport } = sandbox.describe();
  const desk = openDistrictDesk(
    { ...powerschool, partnerSecret: schoolPassport.clientSecret },
    {
      mode: 'two-way',
      gradeSync: { enabled: true },
      masterFields: [...gradeExchangePreset()],
      partner: { system: 'school-passport', url: schoolPassport.url, clientId: schoolPassport.clientId },
    },
  );
  return {
    sandbox,
    desk,
    secrets: JSON.stringify({
      'powerschool.clientSecret': powerschool.clientSecret,
      'partner.clientSecret': schoolPassport.clientSecret,
    }),
    async close() {
      desk.remove();
      await sandbox.close();
    },
  };
}
