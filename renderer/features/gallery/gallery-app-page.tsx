import { Anchor, Group, List, Stack, Text, Title } from '@mantine/core';
import { hrefOf } from '../../route.ts';
import { PageHeading } from '../../components/page-heading.tsx';
import { ActivateButton } from '../overview/drafts.tsx';
import { SandboxButton } from '../overview/sandbox-button.tsx';
import { appNamed, apps, galleryTexts } from './texts.ts';

/** One application of the gallery: what it does, what it needs, and the way to activate it (S19). */
export function GalleryAppPage({ app }: { readonly app: string }) {
  const known = appNamed(app);
  const { name, kind, summary, does, needs, topic } = apps[known];
  return (
    <Stack gap="lg" maw={760}>
      <Anchor size="sm" underline="always" href={hrefOf({ screen: 'gallery' })}>
        {galleryTexts.back}
      </Anchor>
      <PageHeading title={name} lead={kind} />
      <Text>{summary}</Text>
      <Points id="does" title={galleryTexts.does} points={does} />
      <Points id="needs" title={galleryTexts.needs} points={needs} />
      {known === 'powerschool' ? <Text size="sm">{galleryTexts.withoutGradeSync}</Text> : null}
      <Group align="center">
        {known === 'powerschool' ? <ActivateButton /> : <SandboxButton />}
        <Anchor underline="always" href={hrefOf({ screen: 'help', topic })}>
          {galleryTexts.help}
        </Anchor>
      </Group>
    </Stack>
  );
}

function Points({
  id,
  title,
  points,
}: {
  readonly id: string;
  readonly title: string;
  readonly points: readonly string[];
}) {
  return (
    <Stack component="section" gap="xs" aria-labelledby={id}>
      <Title order={2} size="h4" id={id}>
        {title}
      </Title>
      <List spacing="xs">
        {points.map((point) => (
          <List.Item key={point}>{point}</List.Item>
        ))}
      </List>
    </Stack>
  );
}
