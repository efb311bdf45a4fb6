import { Stack, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { isPartnerCheck } from '../../../../shared/integration/check-report.ts';
import type { DraftFile } from '../../../../shared/integration/draft.ts';
import { webAddress } from '../../../../shared/integration/web-address.ts';
import type { SetupTarget } from '../../../../shared/ipc/contract/inputs.ts';
import { useClient } from '../../../api/client-context.ts';
import { AddressFields } from '../connection/address-fields.tsx';
import { CheckList } from '../connection/check-list.tsx';
import { InstallGuide } from '../connection/install-guide.tsx';
import { PluginPanel } from '../connection/plugin-panel.tsx';
import { SecretField } from '../connection/secret-field.tsx';
import { texts } from '../connection/texts.ts';
import { useChecks } from '../connection/use-checks.ts';
import { draftQuery } from '../queries.ts';
import { problemAt, type StepProps } from '../step.ts';

/** S24: the plugin first, then what connects to PowerSchool, then whether it works. */
export function DeliveryStep({ draft, change, ...shown }: StepProps) {
  const target: SetupTarget = { kind: 'draft', id: draft.draftId };
  const stored = useQuery(draftQuery(useClient(), draft.draftId)).data;
  const [secrets, setSecrets] = useState(0);
  const { powerschool = {}, environment, mode, gradeSync } = draft.file;
  const hasAddress = webAddress.safeParse(powerschool.url).success;
  const settings = connectionOf(draft.file);
  // What is checked is what is stored: typed text gets there after a pause.
  const isStored = stored !== undefined && connectionOf(stored.file) === settings;
  const isDue = hasAddress && isStored && stored.checks === null;
  const checks = useChecks(target, `${String(secrets)} ${settings}`, isDue);
  const known = checks.isRunning ? checks.found : (draft.checks ?? checks.found);
  return (
    <Stack gap="xl">
      <PluginPanel
        target={target}
        error={problemAt(shown, 'powerschool.plugin')}
        serves={`${mode ?? ''} ${String(gradeSync?.enabled)}`}
      />
      <InstallGuide />
      <Stack component="section" aria-labelledby="connection">
        <Title order={2} size="h4" id="connection">
          {texts.connection}
        </Title>
        <AddressFields
          value={powerschool}
          onChange={(patch) => change({ powerschool: patch })}
          isTest={environment === 'test'}
          errorAt={(field) => problemAt(shown, field)}
        />
        <SecretField
          target={target}
          name="powerschool.clientSecret"
          error={problemAt(shown, 'powerschool.clientSecret')}
          onChanged={() => setSecrets((count) => count + 1)}
        />
      </Stack>
      <CheckList
        checks={checks}
        reports={known?.filter((report) => !isPartnerCheck(report)) ?? null}
        canStart={hasAddress}
        canSignIn={(powerschool.clientId ?? '').trim() !== '' && draft.secrets.powerschool}
        versionConfirmed={powerschool.versionConfirmed === true}
        onConfirmVersion={(versionConfirmed) => change({ powerschool: { versionConfirmed } })}
      />
    </Stack>
  );
}

const connectionOf = ({ powerschool = {}, advanced, environment, mode, gradeSync }: DraftFile): string => {
  const { plugin: _kept, ...connection } = powerschool;
  return JSON.stringify([connection, advanced ?? null, environment ?? null, mode ?? null, gradeSync?.enabled ?? null]);
};
