import { Accordion, Fieldset, Stack, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { isPartnerCheck } from '../../../../shared/integration/check-report.ts';
import type { DraftFile } from '../../../../shared/integration/draft.ts';
import { webAddress } from '../../../../shared/integration/web-address.ts';
import type { SetupTarget } from '../../../../shared/ipc/contract/inputs.ts';
import { useClient } from '../../../api/client-context.ts';
import { AdvancedFields } from '../connection/advanced-fields.tsx';
import { advancedTexts } from '../connection/advanced-texts.ts';
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
  const { powerschool = {}, advanced, environment } = draft.file;
  /** S24: first the plugin, then the credentials that PowerSchool gives for it. */
  const hasPlugin = (powerschool.plugin ?? '') !== '';
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
        serves={stored === undefined ? '' : servedBy(stored.file)}
      />
      <InstallGuide />
      <Stack component="section" aria-labelledby="connection">
        <Title order={2} size="h4" id="connection">
          {texts.connection}
        </Title>
        {hasPlugin ? null : <Text size="sm">{texts.pluginFirst}</Text>}
        <Fieldset variant="unstyled" className="gs-kept" disabled={!hasPlugin} aria-labelledby="connection">
          <Stack>
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
        </Fieldset>
      </Stack>
      <Accordion variant="contained" className="gs-fold" order={2}>
        <Accordion.Item value="advanced">
          <Accordion.Control>
            <Text fw={600}>{advancedTexts.title}</Text>
          </Accordion.Control>
          <Accordion.Panel>
            <AdvancedFields
              value={advanced ?? {}}
              onChange={(patch) => change({ advanced: patch })}
              errorAt={(field) => problemAt(shown, field)}
            />
          </Accordion.Panel>
        </Accordion.Item>
      </Accordion>
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

/** As it is stored: what was just typed is not known yet where plugins are looked into. */
const servedBy = ({ mode, gradeSync, advanced, mappings }: DraftFile): string =>
  JSON.stringify([mode, gradeSync?.enabled, advanced?.changeColumns, mappings]);

const connectionOf = ({ powerschool = {}, advanced, environment, mode, gradeSync }: DraftFile): string => {
  const { plugin: _kept, ...connection } = powerschool;
  return JSON.stringify([connection, advanced ?? null, environment ?? null, mode ?? null, gradeSync?.enabled ?? null]);
};
