import { Anchor, Group, Stack, Text, Title } from '@mantine/core';
import { IconSchool } from '@tabler/icons-react';
import { hrefOf } from '../../route.ts';
import { ActivateButton } from './drafts.tsx';
import { SandboxButton } from './sandbox-button.tsx';

/** What there is to do where nothing is activated yet. */
export function EmptyHome() {
  return (
    <Stack component="section" className="gs-card" p={{ base: 'lg', sm: 48 }} gap="md" aria-labelledby="welcome">
      <span className="gs-emblem" aria-hidden>
        <IconSchool size={30} />
      </span>
      <Title order={2} size="h3" id="welcome">
        No integration yet
      </Title>
      <Text maw={620}>
        Activate your PowerSchool, step by step. Or try everything on a simulated district first: it has schools,
        teachers, students and gradebooks, all of them made up, and nothing leaves this computer.
      </Text>
      <Group>
        <ActivateButton />
        <SandboxButton />
      </Group>
      <Anchor size="sm" underline="always" href={hrefOf({ screen: 'gallery' })}>
        What each of them does and needs
      </Anchor>
    </Stack>
  );
}
