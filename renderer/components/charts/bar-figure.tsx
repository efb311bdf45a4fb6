import '@mantine/charts/styles.css';
import './charts.css';
import { BarChart } from '@mantine/charts';
import { Table, Text } from '@mantine/core';
import { formatNumber } from '../format.ts';

interface Series {
  /** Under which a bar's figure stands in `values`. */
  readonly id: string;
  readonly label: string;
}

export interface BarGroup {
  readonly id: string;
  readonly label: string;
  readonly values: Readonly<Record<string, number>>;
}

interface Props {
  readonly title: string;
  readonly note?: string;
  /** What the groups are, as the head of their column in the table. */
  readonly groupLabel: string;
  readonly series: readonly [Series, ...Series[]];
  readonly groups: readonly BarGroup[];
  /** Bars on which those of one group stand on each other. */
  readonly isStacked?: boolean;
  /** Each line ten times the one before: for figures of very different size. Zeros have no bar. */
  readonly isLogarithmic?: boolean;
  readonly tableLabel: string;
}

/** All have a contrast of 3 to 1 at least, on light and on dark (WCAG 1.4.11). */
const colors = ['indigo.6', 'orange.8', 'teal.8'] as const;
const height = 210;

/** Figures as bars, and as a table for whoever does not see them or wants them exactly. The picture itself is hidden from screen readers. */
export function BarFigure({ title, note, groupLabel, series, groups, tableLabel, ...props }: Props) {
  const data = groups.map(({ label, values }) => ({
    label,
    ...Object.fromEntries(series.map(({ id }) => [id, barOf(values[id] ?? 0, props.isLogarithmic)])),
  }));
  const powers = powersOfTen(Math.max(...groups.flatMap(({ values }) => Object.values(values))));
  return (
    <figure className="gs-figure">
      <figcaption>
        <Text fw={600} size="sm" component="h3" m={0}>
          {title}
        </Text>
        {note === undefined ? null : (
          <Text size="xs" c="dimmed">
            {note}
          </Text>
        )}
      </figcaption>
      <div aria-hidden>
        <BarChart
          h={height}
          className="gs-chart"
          data={data}
          dataKey="label"
          type={props.isStacked === true ? 'stacked' : 'default'}
          series={series.map(({ id, label }, at) => ({
            name: id,
            label,
            color: colors[at % colors.length] ?? colors[0],
          }))}
          withLegend={series.length > 1}
          valueFormatter={formatNumber}
          barProps={{ isAnimationActive: false }}
          maxBarWidth={40}
          barChartProps={{ accessibilityLayer: false }}
          yAxisProps={{
            width: lettersOf(document.documentElement) * figureLetters,
            allowDecimals: false,
            ...(props.isLogarithmic === true
              ? { scale: 'log' as const, domain: [1, powers.at(-1) ?? 1], ticks: [...powers], allowDataOverflow: true }
              : {}),
          }}
        />
      </div>
      <details className="gs-figure-table">
        <summary>{tableLabel}</summary>
        <Table fz="xs" aria-label={title} className="gs-number">
          <Table.Thead>
            <Table.Tr>
              <Table.Th scope="col">{groupLabel}</Table.Th>
              {series.map(({ id, label }) => (
                <Table.Th key={id} scope="col" ta="end">
                  {label}
                </Table.Th>
              ))}
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {groups.map((group) => (
              <Table.Tr key={group.id}>
                <Table.Th scope="row" fw={400} dir="auto">
                  {group.label}
                </Table.Th>
                {series.map(({ id }) => (
                  <Table.Td key={id} ta="end">
                    {formatNumber(group.values[id] ?? 0)}
                  </Table.Td>
                ))}
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </details>
    </figure>
  );
}

/** A logarithm has no zero. */
const barOf = (value: number, isLogarithmic: boolean | undefined): number | null =>
  isLogarithmic === true && value === 0 ? null : value;

/** From 1 to the first that is no less than `most`; never 1 alone, which leaves no room for a bar. */
const powersOfTen = (most: number): readonly number[] =>
  Array.from({ length: Math.max(1, Math.ceil(Math.log10(Math.max(1, most)))) + 1 }, (_, at) => 10 ** at);

/** How wide the figures beside a chart become, in sizes of the page's letters: a million with its commas. */
const figureLetters = 5;

const lettersOf = (element: Element): number => {
  const size = Number.parseFloat(getComputedStyle(element).fontSize);
  return Number.isNaN(size) ? 16 : size;
};
