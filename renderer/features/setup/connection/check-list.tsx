import { Accordion, Button, Checkbox, Group, Loader, Stack, Table, Text, Title, VisuallyHidden } from '@mantine/core';
import { IconAlertTriangle, IconCircleCheck, IconCircleX } from '@tabler/icons-react';
import type { CheckReport } from '../../../../shared/integration/check-report.ts';
import { ErrorNote } from '../../../components/error-note.tsx';
import { fieldId } from '../step.ts';
import './connection.css';
import { CopyLines } from './copy-lines.tsx';
import { texts } from './texts.ts';
import type { ChecksInUse } from './use-checks.ts';

interface Props {
  readonly checks: ChecksInUse;
  /** What is known from before, where none was tried since; those of one end only where the screen is about one. */
  readonly reports: readonly CheckReport[] | null;
  /** There is an address: without, nothing can be tried. */
  readonly canStart: boolean;
  /** Client ID and secret are there. What needs them is not called a failure before. */
  readonly canSignIn: boolean;
  readonly versionConfirmed: boolean;
  readonly onConfirmVersion: (isConfirmed: boolean) => void;
}

const beforeSigningIn = new Set(['https', 'reachable', 'certificate', 'version']);

/** The set-up checks as they end: what was found, what to do and where (C11, C12, C17). */
export function CheckList({ checks, reports, canStart, canSignIn, versionConfirmed, onConfirmVersion }: Props) {
  const { isRunning, error, start } = checks;
  const shown = (reports ?? []).filter(({ id }) => canSignIn || beforeSigningIn.has(id));
  const needsConfirmation = versionConfirmed || shown.some((report) => report.needsConfirmation === true);
  function stateOf(): string {
    if (!canStart) return texts.notYet;
    if (isRunning) return texts.checking;
    if (reports !== null) return summaryOf(shown, canSignIn);
    return error === null ? texts.soon : '';
  }
  return (
    <Stack component="section" aria-labelledby="checks">
      <Group justify="space-between" align="flex-start">
        <div>
          <Title order={2} size="h4" id="checks">
            {texts.checks}
          </Title>
          <Text size="sm">{texts.checksHint}</Text>
        </div>
        <Button id={fieldId('checks')} variant="default" disabled={!canStart} loading={isRunning} onClick={start}>
          {texts.checkAgain}
        </Button>
      </Group>
      <Group gap="xs">
        {isRunning ? <Loader size="xs" aria-hidden /> : null}
        <Text size="sm" fw={600} component="output">
          {stateOf()}
        </Text>
      </Group>
      {error === null ? null : <ErrorNote error={error} />}
      <ul className="gs-checks">
        {shown.map((report) => (
          <Check key={report.id} report={report} />
        ))}
      </ul>
      {needsConfirmation ? (
        <Checkbox
          id={fieldId('powerschool.versionConfirmed')}
          label={texts.confirmVersion}
          checked={versionConfirmed}
          onChange={({ currentTarget }) => onConfirmVersion(currentTarget.checked)}
        />
      ) : null}
      <Text size="sm" c="dimmed">
        {texts.whoHelps}
      </Text>
    </Stack>
  );
}

function summaryOf(reports: readonly CheckReport[], canSignIn: boolean): string {
  const count = (wanted: CheckReport['result']): number => reports.filter(({ result }) => result === wanted).length;
  const failed = count('fail');
  return failed === 0 && !canSignIn ? texts.waits : texts.summary(failed, count('warn'));
}

const icons = { pass: IconCircleCheck, warn: IconAlertTriangle, fail: IconCircleX } as const;

function Check({ report: { id, title, result, message, fix, chain } }: { readonly report: CheckReport }) {
  const Icon = icons[result];
  const [todo = '', ...lines] = (fix ?? '').split('\n');
  return (
    <li className="gs-check" data-check={id} data-result={result}>
      <Icon size={20} className="gs-check-icon" aria-hidden />
      <div className="gs-check-text">
        <Text size="sm" fw={600}>
          {title}
          <VisuallyHidden>{`: ${texts.results[result]}`}</VisuallyHidden>
        </Text>
        <Text size="sm" className="gs-name">
          {message}
        </Text>
        {todo === '' ? null : (
          <Text size="sm" mt={4} className="gs-name" fw={result === 'pass' ? 400 : 500}>
            {todo}
          </Text>
        )}
        {lines.length === 0 ? null : <CopyLines lines={lines} />}
        {chain === undefined || chain.length === 0 ? null : <Chain chain={chain} />}
      </div>
    </li>
  );
}

function Chain({ chain }: { readonly chain: NonNullable<CheckReport['chain']> }) {
  const { subject, issuer, validTo, fingerprint } = texts.chainColumns;
  return (
    <Accordion variant="contained" className="gs-fold" mt="xs">
      <Accordion.Item value="chain">
        <Accordion.Control>{`${texts.chain} (${chain.length})`}</Accordion.Control>
        <Accordion.Panel>
          <Table.ScrollContainer minWidth={480} tabIndex={0}>
            <Table aria-label={texts.chain}>
              <Table.Thead>
                <Table.Tr>
                  {[subject, issuer, validTo, fingerprint].map((name) => (
                    <Table.Th key={name}>{name}</Table.Th>
                  ))}
                </Table.Tr>
              </Table.Thead>
              <Table.Tbody>
                {chain.map((link) => (
                  <Table.Tr key={link.fingerprint}>
                    <Table.Td>{link.subject}</Table.Td>
                    <Table.Td>{link.issuer}</Table.Td>
                    <Table.Td className="gs-whole">{link.validTo}</Table.Td>
                    <Table.Td className="gs-fingerprint">{link.fingerprint}</Table.Td>
                  </Table.Tr>
                ))}
              </Table.Tbody>
            </Table>
          </Table.ScrollContainer>
        </Accordion.Panel>
      </Accordion.Item>
    </Accordion>
  );
}
