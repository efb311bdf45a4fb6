import { Button, NavLink, Stack, Text } from '@mantine/core';
import { PageHeading } from '../../components/page-heading.tsx';
import { hrefOf } from '../../route.ts';
import '../settings/settings.css';
import { helpTexts, topics } from './texts.ts';
import { topicNamed, topicNames } from './topic-of.ts';

/** One help topic, with the others at the side. */
export function HelpPage({ topic }: { readonly topic: string }) {
  const current = topicNamed(topic);
  return (
    <div className="gs-settings">
      <nav aria-label={helpTexts.list} className="gs-settings-list">
        {topicNames.map((name) => (
          <NavLink
            key={name}
            className="gs-nav"
            label={<Text size="sm">{topics[name].title}</Text>}
            href={hrefOf({ screen: 'help', topic: name })}
            active={name === current}
            aria-current={name === current ? 'page' : undefined}
          />
        ))}
      </nav>
      <Stack gap="md" className="gs-card gs-step" p="lg">
        <PageHeading key={current} title={topics[current].title} />
        {topics[current].text.map((paragraph) => (
          <Text key={paragraph} maw={680}>
            {paragraph}
          </Text>
        ))}
        <Button variant="default" w="fit-content" onClick={() => history.back()}>
          {helpTexts.back}
        </Button>
      </Stack>
    </div>
  );
}
