import type { IntegrationDocument } from '../../../shared/ipc/contract/integrations.ts';
import { PageHeading } from '../../components/page-heading.tsx';
import { SchoolsEditor } from '../setup/steps/schools-step.tsx';
import { SaveBar } from './save-bar.tsx';
import { sectionTexts } from './texts.ts';
import { useSettings } from './use-settings.ts';

/** Which schools and which school year are synced. */
export function SchoolsSection({ stored }: { readonly stored: IntegrationDocument }) {
  const settings = useSettings(stored);
  return (
    <>
      <PageHeading {...sectionTexts.schools} />
      <SchoolsEditor
        value={settings.file}
        onChange={settings.change}
        target={{ kind: 'integration', id: stored.integrationId }}
        errorAt={settings.errorAt}
      />
      <SaveBar settings={settings} />
    </>
  );
}
