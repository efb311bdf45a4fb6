import { Text, Title } from '@mantine/core';
import type { ReactNode } from 'react';

interface Props {
  readonly id: string;
  readonly title: string;
  readonly hint?: string;
  readonly children: ReactNode;
}

/** One thing that is chosen, under a heading. */
export const Part = ({ id, title, hint, children }: Props) => (
  <section className="gs-roster-part" aria-labelledby={id}>
    <div>
      <Title order={2} size="h4" id={id}>
        {title}
      </Title>
      {hint === undefined ? null : <Text size="sm">{hint}</Text>}
    </div>
    {children}
  </section>
);
