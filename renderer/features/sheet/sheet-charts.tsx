import { NativeSelect, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { distributionOf, missingOf, type Bin } from '../../../shared/gradebook/distribution.ts';
import type { Sheet } from '../../../shared/gradebook/sheet.ts';
import { BarFigure } from '../../components/charts/bar-figure.tsx';
import { texts } from './texts.ts';

/** How the scores of a line item lie, and where work is missing. */
export function SheetCharts({ sheet }: { readonly sheet: Sheet }) {
  const { lineItems } = sheet.data;
  const [chosen, choose] = useState(() => mostScored(sheet));
  const { bins, scored, unscored } = distributionOf(sheet, chosen);
  const missing = missingOf(sheet);
  return (
    <Stack gap="lg">
      <NativeSelect
        size="xs"
        label={texts.lineItem}
        value={String(chosen)}
        onChange={(event) => choose(Number(event.currentTarget.value))}
        data={lineItems.map(({ title, powerSchoolId }, at) => ({
          value: String(at),
          label: title === '' ? powerSchoolId : title,
        }))}
      />
      <BarFigure
        title={texts.distribution}
        note={texts.distributionNote(scored, unscored)}
        groupLabel={texts.shareOfPoints}
        series={[{ id: 'count', label: texts.students }]}
        groups={bins.map((bin) => ({ id: String(bin.from), label: binName(bin), values: { count: bin.count } }))}
        tableLabel={texts.asTable}
      />
      {missing.length === 0 ? (
        <Text size="sm">{texts.nothingMissing}</Text>
      ) : (
        <BarFigure
          title={texts.missingWork}
          note={texts.missingNote(missing.reduce((sum, { count }) => sum + count, 0))}
          groupLabel={texts.lineItem}
          series={[{ id: 'count', label: texts.missingScores }]}
          groups={missing.map(({ item, count }) => ({
            id: String(item),
            label: lineItems[item]?.title ?? '',
            values: { count },
          }))}
          tableLabel={texts.asTable}
        />
      )}
    </Stack>
  );
}

const binName = ({ from, below }: Bin): string => (below === null ? `${from}+` : `${from}–${below}`);

/** The first of those line items that most students have a score of. */
function mostScored(sheet: Sheet): number {
  const counts = sheet.data.lineItems.map((_, item) => distributionOf(sheet, item).scored);
  return Math.max(0, counts.indexOf(Math.max(...counts)));
}
