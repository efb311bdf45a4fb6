import type { ReactNode } from 'react';
import type { IntegrationDocument } from '../../../shared/ipc/contract/integrations.ts';
import { MappingsSection } from '../mapping/mappings-section.tsx';
import { MasterFieldsSection } from '../mapping/master-fields-section.tsx';
import { RosterSection } from '../roster/roster-section.tsx';
import { ScheduleSection } from '../schedule/schedule-section.tsx';
import { AboutSection } from './about-section.tsx';
import { ConnectionSection } from './connection-section.tsx';
import { DataSection } from './data-section.tsx';
import { GeneralSection } from './general-section.tsx';
import { LimitsSection } from './limits-section.tsx';
import { PartnerSection } from './partner-section.tsx';
import { PhasesSection } from './phases-section.tsx';
import { SchoolsSection } from './schools-section.tsx';
import type { SectionName } from './section-names.ts';

interface Props {
  readonly stored: IntegrationDocument;
}

/** The sections by name. Adding one is a line here, one in `section-names.ts` and its texts. */
export const sections: Readonly<Record<SectionName, (props: Props) => ReactNode>> = {
  general: GeneralSection,
  connection: ConnectionSection,
  partner: PartnerSection,
  schools: SchoolsSection,
  roster: RosterSection,
  schedule: ({ stored }) => <ScheduleSection integrationId={stored.integrationId} />,
  'attribute-mappings': ({ stored }) => <MappingsSection integrationId={stored.integrationId} />,
  'master-fields': ({ stored }) => <MasterFieldsSection integrationId={stored.integrationId} />,
  limits: LimitsSection,
  phases: PhasesSection,
  data: DataSection,
  about: AboutSection,
};
