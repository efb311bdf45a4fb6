import { Anchor, Badge, Group, SimpleGrid, Stack, Text, Title } from '@mantine/core';
import { IconFlask, IconSchool, type Icon } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import type { HomeCard } from '../../../shared/ipc/contract/home.ts';
import { useClient } from '../../api/client-context.ts';
import { homeQuery } from '../../api/queries.ts';
import { PageHeading } from '../../components/page-heading.tsx';
import { hrefOf } from '../../route.ts';
import { appNames, apps, galleryTexts, type AppName } from './texts.ts';

const appIcons: Readonly<Record<AppName, Icon>> = { powerschool: IconSchool, sandbox: IconFlask };

/** What can be connected, one tile each (S19). */
export function GalleryPage() {
  const home = useQuery(homeQuery(useClient()));
  return (
    <Stack gap="lg">
      <PageHeading title={galleryTexts.title} lead={galleryTexts.description} />
      <SimpleGrid component="ul" cols={{ base: 1, sm: 2 }} m={0} p={0}>
        {appNames.map((app) => (
          <Tile key={app} app={app} activated={activatedCount(app, home.data ?? [])} />
        ))}
      </SimpleGrid>
    </Stack>
  );
}

function Tile({ app, activated }: { readonly app: AppName; readonly activated: number }) {
  const { name, kind, summary } = apps[app];
  const TileIcon = appIcons[app];
  return (
    <Stack component="li" className="gs-card" p="lg" gap="xs" data-app={app}>
      <Group justify="space-between" align="flex-start">
        <span className="gs-emblem" aria-hidden>
          <TileIcon size={28} />
        </span>
        {activated === 0 ? null : (
          <Badge variant="light" tt="none">
            {galleryTexts.activated(activated)}
          </Badge>
        )}
      </Group>
      <Title order={2} size="h4">
        <Anchor inherit underline="hover" href={hrefOf({ screen: 'galleryApp', app })}>
          {name}
        </Anchor>
      </Title>
      <Text size="sm" c="dimmed">
        {kind}
      </Text>
      <Text size="sm">{summary}</Text>
    </Stack>
  );
}

const activatedCount = (app: AppName, cards: readonly HomeCard[]): number =>
  cards.filter(({ sandbox }) => (sandbox === null) === (app === 'powerschool')).length;
