import { Alert, List, Stack, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { syncsGrades } from '../../../shared/integration/config.ts';
import { rosterOpenPoints, usernameRoles, type OpenPoint } from '../../../shared/integration/roster.ts';
import type { IntegrationDocument } from '../../../shared/ipc/contract/integrations.ts';
import { useClient } from '../../api/client-context.ts';
import { ErrorNote } from '../../components/error-note.tsx';
import { PageHeading } from '../../components/page-heading.tsx';
import { SaveBar } from '../settings/save-bar.tsx';
import { sectionTexts } from '../settings/texts.ts';
import { useSettings } from '../settings/use-settings.ts';
import { DirectoryPanel } from './directory-panel.tsx';
import { stateQuery } from './queries.ts';
import { FixedStructure } from './restructure.tsx';
import { RosterEditor } from './roster-editor.tsx';
import { pointTexts, texts } from './texts.ts';

/** How a partner gets to see courses and people, and how usernames compare with the directory. */
export function RosterSection({ stored }: { readonly stored: IntegrationDocument }) {
  const settings = useSettings(stored);
  const { integrationId, config } = stored;
  const state = useQuery(stateQuery(useClient(), integrationId));
  const notNow = settings.isChanged ? texts.saveFirst : state.data?.people === 0 ? texts.syncFirst : null;
  return (
    <>
      <PageHeading {...sectionTexts.roster} />
      {config.mode === 'two-way' && syncsGrades(config) ? <OpenPoints stored={stored} /> : null}
      {state.error === null ? null : <ErrorNote error={state.error} />}
      <RosterEditor
        value={settings.file.roster ?? {}}
        onChange={(roster) => settings.change({ roster })}
        target={{ kind: 'integration', id: integrationId }}
        errorAt={settings.errorAt}
        fixedStructure={state.data?.isStructureFixed === true ? <FixedStructure stored={stored} /> : undefined}
        comparison={
          <Stack gap="sm">
            <div>
              <Title order={3} size="h5">
                {texts.comparison}
              </Title>
              <Text size="sm">{texts.comparisonHint}</Text>
            </div>
            {usernameRoles.map((role) => (
              <DirectoryPanel
                key={role}
                integrationId={integrationId}
                role={role}
                usernames={config.roster.usernames[role]}
                notNow={notNow}
              />
            ))}
          </Stack>
        }
      />
      <SaveBar settings={settings} />
    </>
  );
}

function OpenPoints({ stored }: { readonly stored: IntegrationDocument }) {
  const points = rosterOpenPoints(stored.config.roster);
  if (points.length === 0) return <Text size="sm">{texts.settled}</Text>;
  const isBlocked = points.some(({ blocks }) => blocks);
  return (
    <output>
      <Alert
        color={isBlocked ? 'red' : 'yellow'}
        variant="light"
        role="presentation"
        title={isBlocked ? texts.blocked : texts.unknown}
      >
        <List size="sm" c="var(--mantine-color-text)">
          {points.map((point) => (
            <List.Item key={`${point.code} ${point.role ?? ''}`}>{inWords(point)}</List.Item>
          ))}
        </List>
      </Alert>
    </output>
  );
}

function inWords({ code, role }: OpenPoint): string {
  const text = pointTexts[code];
  return typeof text === 'string' ? text : text[role ?? 'student'];
}
