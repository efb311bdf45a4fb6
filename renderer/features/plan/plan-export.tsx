import { Button, Group } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useClient } from '../../api/client-context.ts';
import { ErrorNote } from '../../components/error-note.tsx';
import { saveCsv } from '../../components/save-file.ts';
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
  return (
    <Group gap="xs" className="gs-no-print">
      <Button size="xs" variant="default" loading={csv.isPending} onClick={() => csv.mutate()}>
        {planTexts.csv}
      </Button>
      <Button size="xs" variant="default" onClick={() => print()}>
        {planTexts.print}
      </Button>
      {csv.error === null ? null : <ErrorNote error={csv.error} />}
    </Group>
  );
}
