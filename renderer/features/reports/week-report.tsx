import { Button, Group, List, SimpleGrid, Skeleton, Stack, Text, TextInput, Title } from '@mantine/core';
import { IconChevronLeft, IconChevronRight } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { addDays } from '../../../shared/reports/calendar.ts';
import type { WeekStatus } from '../../../shared/reports/week.ts';
import { useClient } from '../../api/client-context.ts';
import { ErrorNote } from '../../components/error-note.tsx';
import { formatMomentIn, formatNumber } from '../../components/format.ts';
import { navigate } from '../../route.ts';
import { weekQuery } from './queries.ts';
import { texts } from './texts.ts';
import { RecordsTable, RunsTable, WritesTable } from './week-tables.tsx';

interface Props {
  readonly integrationId: string;
  readonly day: string | null;
}

/** The status of one week (C18). */
export function WeekReport({ integrationId, day }: Props) {
  const found = useQuery(weekQuery(useClient(), integrationId, day));
  if (found.error !== null) return <ErrorNote error={found.error} />;
  if (found.data === undefined) return <Skeleton height={320} radius="lg" aria-hidden />;
  const week = found.data;
  return (
    <Stack gap="lg">
      <Chooser integrationId={integrationId} week={week} />
      <Figures week={week} />
      <Part id="runs" title={texts.runs}>
        {week.runs.length === 0 ? <Text size="sm">{texts.noRuns}</Text> : <RunsTable week={week} />}
      </Part>
      <Part id="records" title={texts.records}>
        {Object.keys(week.records).length === 0 ? (
          <Text size="sm">{texts.noRecords}</Text>
        ) : (
          <RecordsTable week={week} />
        )}
      </Part>
      {week.mode === 'import' ? null : (
        <>
          <Part id="applied" title={texts.applied}>
            {week.applied.length === 0 ? <Text size="sm">{texts.noApplied}</Text> : null}
            <List size="sm">
              {week.applied.map(({ planId, at, by, written, held }) => (
                <List.Item key={`${planId} ${at}`} data-applied={planId}>
                  {`${formatMomentIn(at, week.zone)}: ${texts.appliedLine(written, by, held)}`}
                </List.Item>
              ))}
            </List>
          </Part>
          <Part id="writes" title={texts.writes}>
            <WritesTable week={week} />
          </Part>
        </>
      )}
      <Quality quality={week.quality} />
      <Part id="next" title={texts.next}>
        {week.next.length === 0 ? <Text size="sm">{texts.noNext}</Text> : null}
        <List size="sm">
          {week.next.map(({ at, full }) => (
            <List.Item key={at}>{`${formatMomentIn(at, week.zone)}: ${full ? texts.full : texts.changes}`}</List.Item>
          ))}
        </List>
      </Part>
      <Text size="xs" c="dimmed">
        {texts.madeAt(formatMomentIn(week.madeAt, week.zone))}
      </Text>
    </Stack>
  );
}

function Chooser({ integrationId, week: { from, to } }: { readonly integrationId: string; readonly week: WeekStatus }) {
  const go = (day: string): void =>
    navigate({ screen: 'reports', integrationId, report: 'week', query: { week: day } });
  return (
    <Group justify="space-between" align="flex-end">
      <Title order={2} size="h4" data-testid="week">
        {texts.span(from, to)}
      </Title>
      <Group gap="xs" align="flex-end" className="gs-no-print">
        <Button
          size="xs"
          variant="default"
          leftSection={<IconChevronLeft size={16} aria-hidden />}
          onClick={() => go(addDays(from, -7))}
        >
          {texts.earlier}
        </Button>
        <TextInput
          key={from}
          size="xs"
          type="date"
          label={texts.day}
          defaultValue={from}
          onBlur={({ currentTarget }) => {
            if (currentTarget.value !== '' && currentTarget.value !== from) go(currentTarget.value);
          }}
        />
        <Button
          size="xs"
          variant="default"
          rightSection={<IconChevronRight size={16} aria-hidden />}
          onClick={() => go(addDays(from, 7))}
        >
          {texts.later}
        </Button>
      </Group>
    </Group>
  );
}

function Figures({ week }: { readonly week: WeekStatus }) {
  const { runs, issues, conflicts } = week;
  const real = runs.filter(({ dryRun }) => !dryRun);
  const changed = runs.reduce((sum, run) => sum + run.changed, 0);
  const good = real.filter(({ status }) => status === 'succeeded').length;
  return (
    <SimpleGrid cols={{ base: 2, sm: conflicts === null ? 3 : 4 }}>
      <Tile name="runs" value={real.length} text={texts.good(good, real.length)} />
      <Tile name="changed" value={changed} text="" />
      <Tile name="issues" value={issues.atEnd} text={texts.change(issues.before, issues.atEnd)} />
      {conflicts === null ? null : (
        <Tile name="conflicts" value={conflicts.open} text={texts.decided(conflicts.decided)} />
      )}
    </SimpleGrid>
  );
}

interface TileProps {
  readonly name: keyof typeof texts.tiles;
  readonly value: number | null;
  readonly text: string;
}

const Tile = ({ name, value, text }: TileProps) => (
  <div className="gs-card gs-tile gs-paper-keep" data-tile={name}>
    <Text size="sm" c="dimmed">
      {texts.tiles[name]}
    </Text>
    <Text fz="h3" fw={650} className="gs-number">
      {value === null ? texts.noSource : formatNumber(value)}
    </Text>
    <Text size="xs" c="dimmed">
      {text}
    </Text>
  </div>
);

interface PartProps {
  readonly id: string;
  readonly title: string;
  readonly children: ReactNode;
}

const Part = ({ id, title, children }: PartProps) => (
  <Stack component="section" className="gs-card" p="lg" gap="xs" aria-labelledby={`week-${id}`}>
    <Title order={2} size="h4" id={`week-${id}`}>
      {title}
    </Title>
    {children}
  </Stack>
);

function Quality({ quality }: { readonly quality: WeekStatus['quality'] }) {
  const found = quality.filter(({ total }) => total !== null && total > 0);
  return (
    <Part id="quality" title={texts.quality}>
      <Text size="sm" c="dimmed">
        {texts.qualityHint}
      </Text>
      {found.length === 0 ? <Text size="sm">{texts.noQuality}</Text> : null}
      <List size="sm">
        {found.map(({ title, total }) => (
          <List.Item key={title}>{`${title}: ${formatNumber(total ?? 0)}`}</List.Item>
        ))}
      </List>
    </Part>
  );
}
