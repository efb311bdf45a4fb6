import { Button, Fieldset, Group, Input, Stack, Text, TextInput } from '@mantine/core';
import { IconLock } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState, type ReactNode, type RefObject } from 'react';
import type { CredentialState, SecretName } from '../../../../shared/ipc/contract/credentials.ts';
import type { SetupTarget } from '../../../../shared/ipc/contract/inputs.ts';
import { useClient } from '../../../api/client-context.ts';
import { ErrorNote, Problem } from '../../../components/error-note.tsx';
import { fieldId } from '../step.ts';
import { secretKey, secretQuery } from './queries.ts';
import { texts } from './texts.ts';

interface Props {
  readonly target: SetupTarget;
  readonly name: SecretName;
  readonly label?: string;
  readonly error?: string | undefined;
  /** It was replaced or removed. */
  readonly onChanged?: () => void;
}

/**
 * A secret: masked, and gone from the screen once it is kept. It goes to the keychain; only where somebody chooses so is it kept for the
 * session alone.
 */
export function SecretField({ target, name, label = texts.secret, error, onChanged }: Props) {
  const client = useClient();
  const queries = useQueryClient();
  const found = useQuery(secretQuery(client, target, name));
  const [isReplacing, setReplacing] = useState(false);
  /** The control that was pressed goes away: whoever works with the keyboard is taken along. */
  const [isMoved, setMoved] = useState(false);
  const took = (state: CredentialState): void => {
    queries.setQueryData(secretKey(target, name), state);
    setReplacing(false);
    setMoved(true);
    onChanged?.();
  };
  const remove = useMutation({
    mutationFn: () => client.call('credentials.remove', { target, name }),
    onSuccess: took,
  });
  const state = found.data;
  const problem = found.error ?? remove.error;
  const keptIn = isReplacing ? null : (state?.keptIn ?? null);
  return (
    <Stack gap="xs">
      {keptIn !== null ? (
        <Kept label={label} name={name} text={texts.keptIn[keptIn]} takesFocus={isMoved}>
          <Button
            size="xs"
            variant="default"
            onClick={() => {
              setReplacing(true);
              setMoved(true);
            }}
          >
            {texts.replace}
          </Button>
          {keptIn === 'environment' ? null : (
            <Button size="xs" variant="default" loading={remove.isPending} onClick={() => remove.mutate()}>
              {texts.remove}
            </Button>
          )}
        </Kept>
      ) : (
        <Entry
          {...{ target, name, label, error }}
          hasKeychain={state?.places.includes('keychain') !== false}
          onKept={took}
          takesFocus={isMoved}
          onCancel={isReplacing ? () => setReplacing(false) : undefined}
        />
      )}
      {state?.problem == null || isReplacing ? null : (
        <Problem message={state.problem.message} fix={state.problem.fix} />
      )}
      {problem === null ? null : <ErrorNote error={problem} />}
    </Stack>
  );
}

interface KeptProps {
  readonly label: string;
  readonly name: SecretName;
  readonly text: string;
  readonly takesFocus: boolean;
  readonly children: ReactNode;
}

function Kept({ label, name, text, takesFocus, children }: KeptProps) {
  const group = useFocus<HTMLFieldSetElement>(takesFocus);
  return (
    <Fieldset
      ref={group}
      variant="unstyled"
      className="gs-kept"
      legend={<Input.Label component="span">{label}</Input.Label>}
      id={fieldId(name)}
      tabIndex={-1}
    >
      <Group gap="xs">
        <Group gap="xs" wrap="nowrap">
          <IconLock size={16} aria-hidden className="gs-check-icon" />
          <Text size="sm" component="output">
            {text}
          </Text>
        </Group>
        {children}
      </Group>
    </Fieldset>
  );
}

interface EntryProps {
  readonly target: SetupTarget;
  readonly name: SecretName;
  readonly label: string;
  readonly error: string | undefined;
  readonly hasKeychain: boolean;
  readonly takesFocus: boolean;
  readonly onKept: (state: CredentialState) => void;
  readonly onCancel: (() => void) | undefined;
}

function Entry({ target, name, label, error, hasKeychain, takesFocus, onKept, onCancel }: EntryProps) {
  const input = useFocus<HTMLInputElement>(takesFocus);
  const client = useClient();
  const [typed, setTyped] = useState('');
  const keep = useMutation({
    // What a mutation was called with is remembered by it; the secret is not to be.
    mutationFn: (place: 'keychain' | 'session') =>
      client.call('credentials.set', { target, name, secret: typed, keep: place }),
    onSuccess: (state) => {
      setTyped('');
      onKept(state);
    },
  });
  const isEmpty = typed.trim() === '';
  const usual = hasKeychain ? 'keychain' : 'session';
  return (
    <>
      <Group align="flex-end" wrap="nowrap">
        <TextInput
          ref={input}
          className="gs-secret"
          id={fieldId(name)}
          type="password"
          label={label}
          description={hasKeychain ? texts.secretHint : texts.secretHintSession}
          required
          spellCheck={false}
          autoComplete="off"
          value={typed}
          onChange={({ currentTarget }) => setTyped(currentTarget.value)}
          onKeyDown={({ key }) => {
            if (key === 'Enter' && !isEmpty) keep.mutate(usual);
          }}
          error={error}
        />
      </Group>
      <Group>
        <Button variant="default" disabled={isEmpty} loading={keep.isPending} onClick={() => keep.mutate(usual)}>
          {hasKeychain ? (keep.isError ? texts.tryAgain : texts.keep) : texts.keepForSession}
        </Button>
        {hasKeychain && keep.isError ? (
          <Button variant="default" disabled={isEmpty} onClick={() => keep.mutate('session')}>
            {texts.keepForSession}
          </Button>
        ) : null}
        {onCancel === undefined ? null : (
          <Button variant="subtle" onClick={onCancel}>
            {texts.cancel}
          </Button>
        )}
      </Group>
      {keep.error === null ? null : <ErrorNote error={keep.error} />}
      {hasKeychain && keep.isError ? <Text size="sm">{texts.sessionHint}</Text> : null}
    </>
  );
}

/** Takes the focus once, when it appears. */
function useFocus<E extends HTMLElement>(takesFocus: boolean): RefObject<E | null> {
  const element = useRef<E>(null);
  useEffect(() => {
    if (takesFocus) element.current?.focus();
  }, [takesFocus]);
  return element;
}
