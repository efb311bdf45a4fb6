import { NavLink, Skeleton, Stack, Text } from '@mantine/core';
import { ErrorNote } from '../../components/error-note.tsx';
import { hrefOf } from '../../route.ts';
import { sectionOf, sectionsOf, type SectionName } from './section-names.ts';
import { sections } from './sections.tsx';
import { sectionTexts, texts } from './texts.ts';
import './settings.css';
import { useStoredSettings } from './use-settings.ts';

interface Props {
  readonly integrationId: string;
  readonly section: string;
}

/** The settings of an integration: its sections at the side, one of them open. */
export function SettingsPage({ integrationId, section }: Props) {
  const found = useStoredSettings(integrationId);
  const wanted = sectionOf(section);
  const current = found.data?.config.mode === 'import' && wanted === 'partner' ? 'general' : wanted;
  const Section = sections[current];
  return (
    <div className="gs-settings">
      <nav aria-label={texts.sections} className="gs-settings-list">
        {sectionsOf(found.data?.config.mode ?? 'import').map((name) => (
          <SectionLink key={name} name={name} integrationId={integrationId} isHere={name === current} />
        ))}
      </nav>
      <Stack gap="lg" className="gs-card gs-step" p="lg">
        {found.error === null ? null : <ErrorNote error={found.error} />}
        {found.data === undefined ? (
          found.error === null ? (
            <Skeleton height={320} radius="lg" aria-hidden />
          ) : null
        ) : (
          <Section key={current} stored={found.data} />
        )}
      </Stack>
    </div>
  );
}

interface LinkProps {
  readonly name: SectionName;
  readonly integrationId: string;
  readonly isHere: boolean;
}

const SectionLink = ({ name, integrationId, isHere }: LinkProps) => (
  <NavLink
    className="gs-nav"
    label={<Text size="sm">{sectionTexts[name].title}</Text>}
    href={hrefOf({ screen: 'settings', integrationId, section: name })}
    active={isHere}
    aria-current={isHere ? 'page' : undefined}
  />
);
