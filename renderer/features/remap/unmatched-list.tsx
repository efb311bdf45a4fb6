import { Button, List, Stack, Text, Title } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useClient } from '../../api/client-context.ts';
import { ErrorNote } from '../../components/error-note.tsx';
import { entityWords } from '../../components/words.ts';
import { unmatchedQuery } from './queries.ts';
import { aloneSentence, remapTexts } from './texts.ts';

interface Props {
  readonly integrationId: string;
  readonly counts: { readonly powerschool: number; readonly partner: number };
}

/** Records of the roster that stand at one end alone. */
export function UnmatchedList({ integrationId, counts }: Props) {
  const [isOpen, setOpen] = useState(false);
  const pages = useInfiniteQuery({ ...unmatchedQuery(useClient(), integrationId), enabled: isOpen });
  const records = pages.data?.pages.flat() ?? [];
  return (
    <Stack component="section" className="gs-card" p="lg" gap="sm" aria-labelledby="unmatched-title">
      <Title order={2} size="h4" id="unmatched-title">
        {remapTexts.unmatched}
      </Title>
      <Text size="sm">{aloneSentence(counts.powerschool, counts.partner)}</Text>
      {pages.error === null ? null : <ErrorNote error={pages.error} />}
      <List size="sm">
        {records.map(({ entity, side, sourcedId, label }) => (
          <List.Item key={`${side} ${entity} ${sourcedId}`}>
            <span dir="auto">{label}</span>
            {` · ${entityWords[entity]} · ${remapTexts[side]} · ${sourcedId}`}
          </List.Item>
        ))}
      </List>
      {(!isOpen && counts.powerschool + counts.partner > 0) || pages.hasNextPage ? (
        <Button
          size="xs"
          variant="default"
          w="fit-content"
          onClick={() => (isOpen ? void pages.fetchNextPage() : setOpen(true))}
        >
          {remapTexts.more}
        </Button>
      ) : null}
    </Stack>
  );
}
