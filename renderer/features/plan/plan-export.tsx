import { Button, Group } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useClient } from '../../api/client-context.ts';
import { ErrorNote } from '../../components/error-note.tsx';
import { saveCsv } from '../../components/save-file.ts';
import { usePaper } from '../../components/use-paper.ts';
import { PlanPaper } from './plan-paper.tsx';
import type { WhichPlan } from './queries.ts';
import { planTexts } from './texts.ts';

/** The plan to take along: as CSV, or on paper. */
export function PlanExport({ which }: { readonly which: WhichPlan }) {
  const client = useClient();
  const csv = useMutation({
    mutationFn: async () => {
      const parts: string[] = [];
      for (let after: number | null = 0; after !== null;) {
        const page: { text: string; next: number | null } = await client.call('plans.csv', { ...which, after });
        parts.push(page.text);
        after = page.next;
      }
      saveCsv(`plan-${which.planId}.csv`, parts);
    },
  });
  const { paper, print, isPreparing, error } = usePaper(
    (after, limit) => client.call('plans.items', { ...which, filter: {}, after, limit }),
    ({ item }) => item,
  );
  return (
    <>
      <Group gap="xs" className="gs-no-print">
        <Button size="xs" variant="default" loading={csv.isPending} onClick={() => csv.mutate()}>
          {planTexts.csv}
        </Button>
        <Button size="xs" variant="default" loading={isPreparing} onClick={print}>
          {planTexts.print}
        </Button>
        {csv.error === null ? null : <ErrorNote error={csv.error} />}
        {error === null ? null : <ErrorNote error={error} />}
      </Group>
      {paper === undefined ? null : <PlanPaper {...paper} />}
    </>
  );
}
