import { act, render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import { App } from '../../../renderer/app.tsx';
import { createClient } from '../../../shared/ipc/client.ts';
import { sampleCard } from '../../support/card-sample.ts';
import { sampleProgress, sampleReport } from '../../support/run-samples.ts';
import { failed, ok, scriptedBridge, type ScriptedBridge } from '../../support/scripted-bridge.ts';

function show(answers: Parameters<typeof scriptedBridge>[0], hash = ''): ScriptedBridge {
  location.hash = hash;
  const bridge = scriptedBridge(answers);
  render(<App client={createClient(bridge)} />);
  return bridge;
}

const withCards = (...cards: ReturnType<typeof sampleCard>[]) => ({
  'home.list': () => ok(cards),
  'drafts.list': () => ok([]),
});
const wantsFull = { integrationId: 'district' };

describe('Home', () => {
  it('offers the sandbox district where nothing is activated, and no screen that would be empty', async () => {
    const bridge = show({ ...withCards(), 'sandbox.create': () => ok({ integrationId: 'district' }) });
    await userEvent.click(await screen.findByRole('button', { name: 'Try the sandbox district' }));
    expect(bridge.asked).toContainEqual({ name: 'sandbox.create', input: {} });
    expect(screen.queryByRole('link', { name: 'Runs' })).toBeNull();
  });

  it('says what went wrong and what to do next', async () => {
    show({ ...withCards(), 'sandbox.create': () => failed('The port is taken.', 'Close the other one.') });
    await userEvent.click(await screen.findByRole('button', { name: 'Try the sandbox district' }));
    const alert = await screen.findByRole('alert');
    expect(alert.textContent).toContain('The port is taken.');
    expect(alert.textContent).toContain('Close the other one.');
  });

  it.each([
    ['production', 'PRODUCTION'],
    ['test', 'TEST'],
  ] as const)('marks a %s integration on its card and in the header', async (environment, mark) => {
    show(withCards(sampleCard({ environment })));
    const card = await screen.findByRole('region', { name: 'Springfield' });
    expect(within(card).getByText(mark).textContent).toBe(mark);
    expect(within(screen.getByRole('banner')).getByText(mark).textContent).toBe(mark);
    expect(within(card).getByText('Import').textContent).toBe('Import');
  });

  it('shows the records of the local copy and how many have issues', async () => {
    show(withCards(sampleCard()));
    const card = await screen.findByRole('region', { name: 'Springfield' });
    expect(card.querySelector('[data-entity="result"] dd')?.textContent).toBe('46,181');
    expect(within(card).getByRole('link', { name: '7 records' }).getAttribute('href')).toBe('#/issues/district');
  });

  it('says of a 2-Way Sync, and of no import, when nothing was compared with the partner', async () => {
    const told = /Nothing was compared with the partner/;
    const { unmount } = render(<App client={createClient(scriptedBridge(withCards(sampleCard())))} />);
    await screen.findByRole('button', { name: 'Sync now' });
    expect(screen.queryByText(told)).toBeNull();
    unmount();
    show(withCards(sampleCard({ mode: 'two-way' })));
    expect((await screen.findByText(told)).textContent).toContain('nothing was written there or to PowerSchool');
  });

  it('starts a sync, shows how far it is, and then what it did', async () => {
    let cards = [sampleCard({ state: 'neverSynced', lastRun: null })];
    const bridge = show({ 'home.list': () => ok(cards), 'sync.start': () => ok({ started: true }) });
    await userEvent.click(await screen.findByRole('button', { name: 'Sync now' }));
    expect(bridge.asked).toContainEqual({ name: 'sync.start', input: wantsFull });

    act(() => bridge.push({ event: 'sync.progressed', data: sampleProgress() }));
    expect(await screen.findByRole('button', { name: 'Stop now' })).not.toBeNull();
    const progress = screen.getByTestId('progress').textContent;
    for (const part of ['Reading Results', 'Springfield High School', '3 of 12', '4,000', '2,000', '6 seconds']) {
      expect(progress).toContain(part);
    }

    cards = [sampleCard()];
    act(() => bridge.push({ event: 'sync.finished', data: sampleReport() }));
    await screen.findByRole('button', { name: 'Sync now' });
    const row = screen.getByRole('rowheader', { name: 'Results' }).closest('tr');
    expect(row?.querySelector('[data-column="created"]')?.textContent).toBe('1,000');
  });

  it('ignores progress of another integration', async () => {
    const bridge = show(withCards(sampleCard()));
    await screen.findByRole('button', { name: 'Sync now' });
    act(() => bridge.push({ event: 'sync.progressed', data: sampleProgress({ integrationId: 'another' }) }));
    expect(screen.queryByTestId('progress')).toBeNull();
  });

  it('stops a sync at once when asked to', async () => {
    const card = sampleCard({ state: 'syncing', progress: sampleProgress() });
    const bridge = show({ ...withCards(card), 'sync.cancel': () => ok({ cancelling: true }) });
    await userEvent.click(await screen.findByRole('button', { name: 'Stop now' }));
    expect(bridge.asked).toContainEqual({ name: 'sync.cancel', input: { ...wantsFull, when: 'now' } });
    expect((await screen.findByRole('button', { name: 'Stopping …' })).tagName).toBe('BUTTON');
  });

  it('stops a sync after the school under way when asked to, and says what that means', async () => {
    const card = sampleCard({ state: 'syncing', progress: sampleProgress() });
    const bridge = show({ ...withCards(card), 'sync.cancel': () => ok({ cancelling: true }) });
    const button = await screen.findByRole('button', { name: 'Stop after this school' });
    expect(button.getAttribute('aria-describedby')).toBe('stop-meanings');
    expect(document.querySelector('#stop-meanings')?.textContent).toContain('the local copy stays as it was');
    await userEvent.click(button);
    expect(bridge.asked).toContainEqual({ name: 'sync.cancel', input: { ...wantsFull, when: 'afterSchool' } });
    expect((await screen.findByRole('button', { name: 'Stopping after this school …' })).tagName).toBe('BUTTON');
    await userEvent.click(screen.getByRole('button', { name: 'Stop now' }));
    expect(bridge.asked).toContainEqual({ name: 'sync.cancel', input: { ...wantsFull, when: 'now' } });
  });

  it('says why a sync could not begin', async () => {
    show({
      ...withCards(sampleCard()),
      'sync.start': () => failed('Support’s confirmation is missing.', 'Ask support to activate Grade Sync.'),
    });
    await userEvent.click(await screen.findByRole('button', { name: 'Sync now' }));
    expect((await screen.findByRole('alert')).textContent).toContain('Ask support to activate Grade Sync.');
  });

  it('shows a run that broke off until the next one begins', async () => {
    const bridge = show(withCards(sampleCard()));
    await screen.findByRole('button', { name: 'Sync now' });
    const error = { code: 'internal.threadDied', recovery: 'stop', message: 'A part stopped.' } as const;
    act(() => bridge.push({ event: 'sync.failed', data: { integrationId: 'district', error } }));
    expect(screen.getByRole('alert').textContent).toContain('A part stopped.');
    act(() => bridge.push({ event: 'sync.progressed', data: sampleProgress() }));
    expect(screen.queryByRole('alert')).toBeNull();
  });

  it('starts a sandbox district again that ended with the last session', async () => {
    const card = sampleCard({ sandbox: { seed: 4, students: 50, isRunning: false } });
    const bridge = show({ ...withCards(card), 'sandbox.create': () => ok({ integrationId: 'district' }) });
    await userEvent.click(await screen.findByRole('button', { name: 'Start the sandbox district' }));
    expect(bridge.asked).toContainEqual({ name: 'sandbox.create', input: { seed: 4, students: 50 } });
    expect(screen.queryByRole('button', { name: 'Sync now' })).toBeNull();
  });

  it('names the schools at which a guard stopped a sync', async () => {
    const guard = {
      code: 'guard.removals',
      message: 'More would be removed than the limit allows.',
      fix: 'Raise the limit if this is meant.',
      trips: [
        { entity: 'result', schoolKey: 7, school: 'Shelbyville', present: 1200, removed: 800, reason: 'removals' },
      ],
    } as const;
    const lastRun = sampleReport({ status: 'guarded', guard: { ...guard, trips: [...guard.trips] } });
    show(withCards(sampleCard({ state: 'needsAttention', lastRun })));
    const note = await screen.findByText('Shelbyville: 800 of 1,200 results would be removed');
    expect(note.closest('[role="alert"]')?.textContent).toContain('Raise the limit if this is meant.');
    expect(screen.getByRole('region', { name: 'What the sync would have done' }).textContent).toContain('Results');
  });

  it('tells a stop that was asked for as news, not as an alarm', async () => {
    const error = { code: 'run.cancelled', recovery: 'retry', message: 'The run was stopped.', fix: 'Sync again.' };
    const lastRun = sampleReport({ status: 'cancelled', error: { ...error, recovery: 'retry' } });
    show(withCards(sampleCard({ state: 'needsAttention', lastRun })));
    expect((await screen.findByText('Sync again.')).closest('[role="status"]')?.textContent).toContain('was stopped');
    expect(screen.queryByRole('alert')).toBeNull();
  });

  it('says so while the backend does not answer, and asks again when it does', async () => {
    const bridge = show(withCards(sampleCard()));
    await screen.findByRole('button', { name: 'Sync now' });
    act(() => bridge.setConnected(false));
    expect(screen.getByText(/start it again/).textContent).toContain('Trying again');
    const before = bridge.asked.length;
    act(() => bridge.setConnected(true));
    expect(screen.queryByText(/start it again/)).toBeNull();
    await expect.poll(() => bridge.asked.length).toBeGreaterThan(before);
  });
});

describe('Runs', () => {
  it('lists every run with a link to its report', async () => {
    const runs = [sampleReport({ status: 'cancelled', dryRun: true, runId: 'run-2' }), sampleReport({ full: true })];
    show({ ...withCards(sampleCard()), 'runs.list': () => ok(runs) }, '#/runs/district');
    const table = await screen.findByRole('table', { name: 'Runs' });
    const rows = within(table).getAllByRole('row').slice(1);
    expect(rows.map((row) => row.textContent)).toEqual([
      expect.stringContaining('Stopped by youDry run42 seconds–'),
      expect.stringContaining('SucceededFull sync42 seconds1,153'),
    ]);
    expect(rows[0]?.querySelector('a')?.getAttribute('href')).toBe('#/runs/district/run-2');
  });

  it('shows the report of one', async () => {
    const error = { code: 'x', recovery: 'ask', message: 'The secret was refused.', fix: 'Enter it again.' } as const;
    const run = sampleReport({ status: 'failed', error, resumedFrom: 'run-0' });
    show({ ...withCards(sampleCard()), 'runs.get': () => ok(run) }, '#/runs/district/run-1');
    expect((await screen.findByRole('alert')).textContent).toContain('Enter it again.');
    expect(screen.getByRole('link', { name: 'one that was interrupted' }).getAttribute('href')).toBe(
      '#/runs/district/run-0',
    );
  });

  it('moves the focus to the heading of the screen one goes to', async () => {
    show({ ...withCards(sampleCard()), 'runs.list': () => ok([]) });
    await userEvent.click(await screen.findByRole('link', { name: 'Runs' }));
    const heading = await screen.findByRole('heading', { level: 1, name: 'Runs' });
    expect(document.activeElement).toBe(heading);
    expect(document.title).toBe('Runs – Grade Sync');
    expect(screen.getByRole('link', { name: 'Runs' }).getAttribute('aria-current')).toBe('page');
  });
});

describe('Issues', () => {
  it('groups them by cause, with what to do; each record leads to itself', async () => {
    const group = {
      code: 'lineItem.titleTooLong',
      severity: 'warning',
      entity: 'lineItem',
      count: 31,
      fix: 'Shorten the name.',
      message: 'The name is too long.',
    };
    const district = { school: 'Shelbyville', partner: null, message: 'The name is too long.' };
    show(
      {
        ...withCards(sampleCard()),
        'issues.groups': () => ok({ total: 31, groups: [group], schools: [] }),
        'issues.page': () =>
          ok({
            issues: [
              { id: 1, sourcedId: 'lineItem-4711-815', powerSchoolId: '4711#815', name: 'Essay', ...district },
              { id: 2, sourcedId: 'lineItem-0', powerSchoolId: '0', name: null, ...district },
            ],
            next: null,
          }),
      },
      '#/issues/district',
    );
    const section = await screen.findByRole('region', { name: 'The name is too long.' });
    expect(section.textContent).toContain('Line items: 31 records');
    expect(section.textContent).toContain('Shorten the name.');
    await userEvent.click(within(section).getByRole('button', { name: 'Show the records' }));
    const link = await within(section).findByRole('link', { name: 'Essay' });
    expect(link.getAttribute('href')).toMatch(/^#\/gradebook\/district\/lineItems\?.*record=lineItem-4711-815/);
    expect(within(section).getByRole('cell', { name: 'The whole listing' })).toBeTruthy();
  });

  it('goes to the same screen of another integration when that is chosen', async () => {
    const cards = withCards(sampleCard(), sampleCard({ integrationId: 'other', name: 'Shelbyville' }));
    const bridge = show(
      { ...cards, 'issues.groups': () => ok({ total: 0, groups: [], schools: [] }) },
      '#/issues/district',
    );
    await userEvent.selectOptions(await screen.findByRole('combobox', { name: 'Integration in use' }), 'Shelbyville');
    await expect
      .poll(() => bridge.asked)
      .toContainEqual({ name: 'issues.groups', input: expect.objectContaining({ integrationId: 'other' }) });
    expect(location.hash).toBe('#/issues/other');
  });
});
