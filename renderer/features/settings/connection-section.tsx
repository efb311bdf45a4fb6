import { Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { isPartnerCheck } from '../../../shared/integration/check-report.ts';
import type { IntegrationDocument } from '../../../shared/ipc/contract/integrations.ts';
import type { SetupTarget } from '../../../shared/ipc/contract/inputs.ts';
import { PageHeading } from '../../components/page-heading.tsx';
import { AddressFields } from '../setup/connection/address-fields.tsx';
import { CheckList } from '../setup/connection/check-list.tsx';
import { InstallGuide } from '../setup/connection/install-guide.tsx';
import { PluginPanel } from '../setup/connection/plugin-panel.tsx';
import { SecretField } from '../setup/connection/secret-field.tsx';
import { useChecks } from '../setup/connection/use-checks.ts';
import { SaveBar } from './save-bar.tsx';
import { sectionTexts, texts } from './texts.ts';
import { useSettings } from './use-settings.ts';

/** How PowerSchool is reached, with which secret and plugin, and whether that works. */
export function ConnectionSection({ stored }: { readonly stored: IntegrationDocument }) {
  const { isSandbox } = stored;
  return (
    <>
      <PageHeading {...sectionTexts.connection} />
      {isSandbox ? <Text>{texts.sandbox}</Text> : <Connection stored={stored} />}
    </>
  );
}

function Connection({ stored }: { readonly stored: IntegrationDocument }) {
  const settings = useSettings(stored);
  const { file, change, errorAt, isChanged } = settings;
  const { powerschool = {}, environment } = file;
  const target: SetupTarget = { kind: 'integration', id: stored.integrationId };
  const [secrets, setSecrets] = useState(0);
  const checks = useChecks(target, `${String(secrets)} ${JSON.stringify(stored.config)}`, !isChanged);
  return (
    <>
      <Stack>
        <AddressFields
          value={powerschool}
          onChange={(patch) => change({ powerschool: patch })}
          isTest={environment === 'test'}
          errorAt={errorAt}
        />
        <SaveBar settings={settings} />
      </Stack>
      <SecretField target={target} name="powerschool.clientSecret" onChanged={() => setSecrets((count) => count + 1)} />
      {isChanged ? <Text size="sm">{texts.saveBeforeChecks}</Text> : null}
      <CheckList
        checks={checks}
        reports={checks.found?.filter((report) => !isPartnerCheck(report)) ?? null}
        canStart={!isChanged}
        canSignIn
        versionConfirmed={powerschool.versionConfirmed === true}
        onConfirmVersion={(versionConfirmed) => change({ powerschool: { versionConfirmed } })}
      />
      <PluginPanel target={target} serves={JSON.stringify(stored.config)} />
      <InstallGuide />
    </>
  );
}
