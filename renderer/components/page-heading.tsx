import { Text, Title } from '@mantine/core';
import { useEffect, useRef } from 'react';

/** The heading of a screen. It takes the focus when the screen changes, so that a screen reader says where one is. */
export function PageHeading({ title, lead }: { readonly title: string; readonly lead?: string }) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    document.title = `${title} – Grade Sync`;
    // The first screen leaves the focus where the browser has it: at the beginning.
    if (document.activeElement !== document.body || location.hash !== '') heading.current?.focus();
  }, [title]);
  return (
    <div>
      <Title order={1} size="h2" ref={heading} tabIndex={-1} className="gs-heading">
        {title}
      </Title>
      {lead === undefined ? null : <Text c="dimmed">{lead}</Text>}
    </div>
  );
}
