import { Badge, Button, Group, NativeSelect, Stack, Text, Title } from '@mantine/core';
import { useId, useState } from 'react';
import type { QualityOutcome } from '../../../shared/ipc/contract/quality.ts';
import { formatCount, formatNumber } from '../../components/format.ts';
import { RuleRecords } from './rule-records.tsx';
import { qualityTexts, severityColors, severityWords } from './texts.ts';

interface Props {
  readonly integrationId: string;
  readonly outcome: QualityOutcome;
  readonly isOpen: boolean;
}

/** One rule: what it means, how many records it found and where; the records themselves on demand. */
export function RuleCard({ integrationId, outcome, isOpen }: Props) {
  const { id, severity, title, sentence, fix, total, schools } = outcome;
  const [shown, show] = useState(isOpen);
  const [schoolKey, choose] = useState<number | null>(null);
  const headingId = useId();
  const recordsId = useId();
  return (
    <Stack component="section" className="gs-card" p="lg" gap="xs" aria-labelledby={headingId} data-rule={id}>
      <Group justify="space-between" align="flex-start" wrap="nowrap">
        <Title order={2} size="h4" id={headingId}>
          {title}
        </Title>
        <Badge color={severityColors[severity]} variant="light" tt="none" radius="sm" className="gs-mark">
          {severityWords[severity]}
        </Badge>
      </Group>
      <Text size="sm">
        <Text span size="sm" fw={650} className="gs-number" data-total>
          {total === null ? qualityTexts.notApplied : formatCount(total, 'record', 'records')}
        </Text>
        {` · ${sentence}`}
      </Text>
      <Text size="sm" c="dimmed">{`${qualityTexts.whatToDo}: ${fix}`}</Text>
      {total === null ? null : (
        <Group gap="sm" align="flex-end">
          <NativeSelect
            size="xs"
            label={qualityTexts.columns.school}
            value={schoolKey ?? ''}
            onChange={({ currentTarget: { value } }) => choose(value === '' ? null : Number(value))}
            data={[
              { value: '', label: `${qualityTexts.allSchools} (${formatNumber(total)})` },
              ...schools.map((school) => ({
                value: String(school.schoolKey),
                label: `${school.school ?? qualityTexts.district} (${formatNumber(school.count)})`,
              })),
            ]}
          />
          <Button
            size="xs"
            variant="default"
            aria-expanded={shown}
            aria-controls={recordsId}
            onClick={() => show((before) => !before)}
          >
            {shown ? qualityTexts.hideRecords : qualityTexts.showRecords}
          </Button>
        </Group>
      )}
      <div id={recordsId}>
        {shown && total !== null ? <RuleRecords which={{ integrationId, rule: id, schoolKey }} title={title} /> : null}
      </div>
    </Stack>
  );
}
