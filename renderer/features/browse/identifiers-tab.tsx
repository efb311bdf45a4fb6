import { Button, Stack, Table, Text, VisuallyHidden } from '@mantine/core';
import { IconCheck, IconCopy } from '@tabler/icons-react';
import { useState } from 'react';
import type { BrowseRecord } from '../../../shared/ipc/contract/browse.ts';
import { copyText } from '../../components/copy-text.ts';
import { texts } from './texts.ts';

/** The names that the record has: PowerSchool's in the form that it has there, and where each part of it comes from (S30–S33). */
export function IdentifiersTab({ identifiers }: { readonly identifiers: BrowseRecord['identifiers'] }) {
  const { powerSchoolId, format, parts, sourcedId } = identifiers;
  return (
    <Stack gap="lg">
      <Stack gap={6} className="gs-tile">
        <Identifier name={texts.powerSchoolId} value={powerSchoolId} isFirst />
        <Text size="xs" c="dimmed" className="gs-name">
          {texts.formatOf(format)}
        </Text>
        <Table className="gs-number" verticalSpacing={4} horizontalSpacing={6} aria-label={texts.partsOfId}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th scope="col">{texts.part}</Table.Th>
              <Table.Th scope="col">{texts.table}</Table.Th>
              <Table.Th scope="col">{texts.tableColumn}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {parts.map(({ value, table, column }) => (
              <Table.Tr key={`${table}.${column}`}>
                <Table.Td fw={600}>{value}</Table.Td>
                <Table.Td className="gs-name">{table}</Table.Td>
                <Table.Td className="gs-name">{column}</Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </Stack>
      <Identifier name={texts.sourcedId} value={sourcedId} />
    </Stack>
  );
}

interface IdentifierProps {
  readonly name: string;
  readonly value: string;
  readonly isFirst?: boolean;
}

function Identifier({ name, value, isFirst = false }: IdentifierProps) {
  const [isCopied, setCopied] = useState(false);
  const Icon = isCopied ? IconCheck : IconCopy;
  return (
    <div className="gs-identifier">
      <div className="gs-name">
        <Text size="xs" c="dimmed">
          {name}
        </Text>
        <Text className="gs-number" fw={isFirst ? 700 : 500} fz={isFirst ? 20 : 'sm'} data-identifier={name}>
          {value}
        </Text>
      </div>
      <Button
        size="xs"
        variant={isFirst ? 'light' : 'default'}
        leftSection={<Icon size={15} aria-hidden />}
        aria-label={texts.copyOf(name)}
        onClick={() => setCopied(copyText(value))}
      >
        {isCopied ? texts.copied : texts.copy}
      </Button>
      <VisuallyHidden component="output">{isCopied ? texts.copiedOf(name) : ''}</VisuallyHidden>
    </div>
  );
}
