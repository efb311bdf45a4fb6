import type { SetupTarget } from '../../../shared/ipc/contract/inputs.ts';
import type { IntegrationDocument } from '../../../shared/ipc/contract/integrations.ts';
import { PageHeading } from '../../components/page-heading.tsx';
import { SecretField } from '../setup/connection/secret-field.tsx';
import { PartnerEditor } from '../setup/steps/partner-step.tsx';
import { SaveBar } from './save-bar.tsx';
import { sectionTexts, texts } from './texts.ts';
import { useSettings } from './use-settings.ts';

/** The system at the other end of a 2-Way Sync. */
export function PartnerSection({ stored }: { readonly stored: IntegrationDocument }) {
  const settings = useSettings(stored);
  const target: SetupTarget = { kind: 'integration', id: stored.integrationId };
  return (
    <>
      <PageHeading {...sectionTexts.partner} />
      <PartnerEditor
        value={settings.file.partner ?? {}}
        onChange={(partner) => settings.change({ partner })}
        errorAt={settings.errorAt}
      />
      <SaveBar settings={settings} />
      <SecretField target={target} name="partner.clientSecret" label={texts.partnerSecret} />
    </>
  );
}
