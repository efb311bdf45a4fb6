import { Button, Code, Group, Stack, Text } from '@mantine/core';
import { IconCheck, IconCopy } from '@tabler/icons-react';
import { useState } from 'react';
import { copyText } from '../../../components/copy-text.ts';
import { texts } from './texts.ts';

/** Text for another program, such as lines of a plugin.xml, to be copied as it is. */
export function CopyLines({ lines }: { readonly lines: readonly string[] }) {
  const [copied, setCopied] = useState<boolean | null>(null);
  const text = lines.join('\n');
  return (
    <Stack gap="xs">
      <Code block className="gs-lines" tabIndex={0}>
        {text}
      </Code>
      <Group>
        <Button
          size="xs"
          variant="default"
          leftSection={copied === true ? <IconCheck size={14} aria-hidden /> : <IconCopy size={14} aria-hidden />}
          onClick={() => setCopied(copyText(text))}
        >
          {texts.copyLines}
        </Button>
        <Text size="sm" component="output">
          {copied === null ? '' : copied ? texts.copied : texts.notCopied}
        </Text>
      </Group>
    </Stack>
  );
}
