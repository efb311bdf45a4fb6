import { Text } from '@mantine/core';
import { useState } from 'react';
import { isPartnerCheck } from '../../../shared/integration/check-report.ts';
import type { SetupTarget } from '../../../shared/ipc/contract/inputs.ts';
import type { IntegrationDocument } from '../../../shared/ipc/contract/integrations.ts';
import { PageHeading } from '../../components/page-heading.tsx';
import { CheckList } from '../setup/connection/check-list.tsx';
import { SecretField } from '../setup/connection/secret-field.tsx';
import { useChecks } from '../setup/connection/use-checks.ts';
import { PartnerEditor } from '../setup/steps/partner-step.tsx';
import { SaveBar } from './save-bar.tsx';
import { sectionTexts, texts } from './texts.ts';
import { useSettings } from './use-settings.ts';

/** The system at the other end of a 2-Way Sync, and whether it answers as it has to. */
export function PartnerSection({ stored }: { readonly stored: IntegrationDocument }) {
  const settings = useSettings(stored);
  const { file, change, errorAt, isChanged } = settings;
  const target: SetupTarget = { kind: 'integration', id: stored.integrationId };
  const [secrets, setSecrets] = useState(0);
  const checks = useChecks(target, `${String(secrets)} ${JSON.stringify(stored.config.partner)}`, !isChanged);
  return (
    <>
      <PageHeading {...sectionTexts.partner} />
      <PartnerEditor value={file.partner ?? {}} onChange={(partner) => change({ partner })} errorAt={errorAt} />
      <SaveBar settings={settings} />
      <SecretField
        target={target}
        name="partner.clientSecret"
        label={texts.partnerSecret}
        onChanged={() => setSecrets((count) => count + 1)}
      />
      {isChanged ? <Text size="sm">{texts.saveBeforeChecks}</Text> : null}
      <CheckList
        checks={checks}
        reports={checks.found?.filter(isPartnerCheck) ?? null}
        canStart={!isChanged}
        canSignIn
        versionConfirmed={false}
        onConfirmVersion={() => undefined}
      />
    </>
  );
}
