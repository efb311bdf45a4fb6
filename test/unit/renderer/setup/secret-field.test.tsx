import { MantineProvider } from '@mantine/core';
import { QueryClientProvider } from '@tanstack/react-query';
import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import { ClientContext } from '../../../../renderer/api/client-context.ts';
import { createQueryClient } from '../../../../renderer/api/queries.ts';
import { SecretField } from '../../../../renderer/features/setup/connection/secret-field.tsx';
import { createClient } from '../../../../shared/ipc/client.ts';
import type { CredentialState } from '../../../../shared/ipc/contract/credentials.ts';
import { failed, ok, scriptedBridge, type ScriptedBridge } from '../../../support/scripted-bridge.ts';

const target = { kind: 'draft', id: 'draft.1' } as const;
const name = 'powerschool.clientSecret';
const state = (keptIn: CredentialState['keptIn'], more: Partial<CredentialState> = {}) =>
  ok({ keptIn, places: ['keychain', 'session'], problem: null, ...more });

function show(answers: Parameters<typeof scriptedBridge>[0]): ScriptedBridge {
  const bridge = scriptedBridge(answers);
  render(
    <MantineProvider>
      <QueryClientProvider client={createQueryClient()}>
        <ClientContext value={createClient(bridge)}>
          <SecretField target={target} name={name} />
        </ClientContext>
      </QueryClientProvider>
    </MantineProvider>,
  );
  return bridge;
}

const field = (): Promise<HTMLInputElement> => screen.findByLabelText(/^Client secret/);
const sets = (bridge: ScriptedBridge) =>
  bridge.asked.filter((asked) => asked.name === 'credentials.set').map(({ input }) => input);

describe('the field of a secret', () => {
  it('is masked, goes to the keychain as it was pasted, and is gone from the screen', async () => {
    const bridge = show({ 'credentials.state': () => state(null), 'credentials.set': () => state('keychain') });
    const input = await field();
    expect(input.type).toBe('password');
    await userEvent.click(input);
    await userEvent.paste('ä"<b>\'&日本 𝄞');
    await userEvent.click(screen.getByRole('button', { name: 'Keep in the keychain' }));
    const group = await screen.findByRole('group', { name: 'Client secret' });
    expect(group.textContent).toContain('Kept in the keychain of this computer.');
    expect(document.activeElement).toBe(group);
    expect(sets(bridge)).toEqual([{ target, name, secret: 'ä"<b>\'&日本 𝄞', keep: 'keychain' }]);
    expect(document.querySelector('input')).toBeNull();
  });

  it('asks before a secret is kept for the session where the keychain refuses, and loses nothing that was typed', async () => {
    const bridge = show({
      'credentials.state': () => state(null),
      'credentials.set': (input) =>
        (input as { keep: string }).keep === 'session'
          ? state('session')
          : failed('The keychain is locked.', 'Unlock it.'),
    });
    await userEvent.type(await field(), 'hush{Enter}');
    expect((await screen.findByRole('alert')).textContent).toContain('The keychain is locked.Unlock it.');
    expect(sets(bridge)).toHaveLength(1);
    expect((await field()).value).toBe('hush');
    expect(screen.getByRole('button', { name: 'Try the keychain again' })).not.toBeNull();
    await userEvent.click(screen.getByRole('button', { name: 'Keep for this session only' }));
    expect((await screen.findByRole('group', { name: 'Client secret' })).textContent).toContain(
      'for this session only',
    );
    expect(sets(bridge)).toEqual([
      { target, name, secret: 'hush', keep: 'keychain' },
      { target, name, secret: 'hush', keep: 'session' },
    ]);
  });

  it('offers no keychain where there is none', async () => {
    show({ 'credentials.state': () => state(null, { places: ['session'] }) });
    await screen.findByRole('button', { name: 'Keep for this session only' });
    expect(screen.queryByRole('button', { name: /keychain/ })).toBeNull();
  });

  it('tells that the keychain does not say whether it has one', async () => {
    const problem = { code: 'credentials.unavailable', recovery: 'ask', message: 'No keychain answers.' } as const;
    show({ 'credentials.state': () => state(null, { problem }) });
    expect((await screen.findByRole('alert')).textContent).toContain('No keychain answers.');
    expect((await field()).disabled).toBe(false);
  });

  it('is replaced only when asked, and can be left as it is', async () => {
    const bridge = show({ 'credentials.state': () => state('keychain'), 'credentials.remove': () => state(null) });
    await userEvent.click(await screen.findByRole('button', { name: 'Replace' }));
    expect(document.activeElement).toBe(await field());
    await userEvent.click(screen.getByRole('button', { name: 'Cancel' }));
    await userEvent.click(await screen.findByRole('button', { name: 'Remove' }));
    await field();
    expect(bridge.asked.some((asked) => asked.name === 'credentials.remove')).toBe(true);
  });
});
