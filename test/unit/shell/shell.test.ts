import { describe, expect, it } from 'vitest';
import { cliArguments } from '../../../electron/shell/arguments.ts';
import { mayOpenOutside } from '../../../electron/shell/external-links.ts';
import { menuTemplate } from '../../../electron/shell/menu.ts';
import { askBeforeClosing, askBeforeQuitting } from '../../../electron/shell/close-during-run.ts';
import { app, BrowserWindow, state } from '../../support/fake-electron.ts';

describe('command-line arguments of the application', () => {
  it('are those after --cli, if that comes first', () => {
    expect(cliArguments(['/app/grade-sync', '--cli', 'runs', 'list'], true)).toEqual(['runs', 'list']);
    expect(cliArguments(['/bin/electron', '.', '--cli', 'doctor'], false)).toEqual(['doctor']);
  });

  it('are none where a window is wanted', () => {
    expect(cliArguments(['/app/grade-sync'], true)).toBeUndefined();
    expect(cliArguments(['/app/grade-sync', '--other', '--cli'], true)).toBeUndefined();
  });
});

describe('external links', () => {
  it.each([
    'https://www.imsglobal.org/',
    'https://www.imsglobal.org/activity/onerosterlis',
    'mailto:?subject=Activation&body=Hello%0Ayou',
  ])('opens %s', (link) => {
    expect(mayOpenOutside(link)).toBe(true);
  });

  it.each([
    'http://www.imsglobal.org/',
    'https://www.imsglobal.org.attacker.example/',
    'https://attacker.example/https://www.imsglobal.org/',
    'https://www.imsglobal.org@attacker.example/',
    'https://name:word@www.imsglobal.org/',
    'mailto:somebody@attacker.example?subject=a&body=b',
    'mailto:?subject=a&body=b&attach=/etc/passwd',
    'mailto:?subject=a&body=b&bcc=somebody@attacker.example',
    'file:///etc/passwd',
    'javascript:alert(1)',
    'not a link',
  ])('refuses %s', (link) => {
    expect(mayOpenOutside(link)).toBe(false);
  });
});

describe('menu', () => {
  it('has the system’s own application menu on macOS only', () => {
    expect(menuTemplate('darwin')[0]).toEqual({ role: 'appMenu' });
    expect(menuTemplate('linux')[0]).toEqual({ role: 'fileMenu' });
  });

  it('offers no developer tools', () => {
    expect(JSON.stringify(menuTemplate('win32'))).not.toMatch(/toggleDevTools|viewMenu/);
  });
});

describe('closing during a run', () => {
  function open(busy: { value: boolean }, goesOn = false) {
    state.windows.length = 0;
    state.dialogs.length = 0;
    const window = new BrowserWindow({ webPreferences: {} });
    let stopped = 0;
    // SAFETY: the stand-in has what is used of a window.
    askBeforeClosing(
      window as unknown as Parameters<typeof askBeforeClosing>[0],
      {
        isBusy: () => busy.value,
        stopRuns: () => {
          stopped++;
          busy.value = false;
          return Promise.resolve();
        },
      },
      () => goesOn,
    );
    return { window, stops: () => stopped };
  }

  it('closes at once when nothing runs', () => {
    const { window } = open({ value: false });
    window.close();
    expect([state.windows.length, state.dialogs.length]).toEqual([0, 0]);
  });

  it('asks once and stays open when the run is to go on', async () => {
    state.dialogAnswer = 0;
    const { window, stops } = open({ value: true });
    window.close();
    window.close();
    await new Promise(setImmediate);
    expect([state.windows.length, state.dialogs.length, stops()]).toEqual([1, 1, 0]);
  });

  it('stops the run in good order before it closes', async () => {
    state.dialogAnswer = 1;
    const { window, stops } = open({ value: true });
    window.close();
    await new Promise(setImmediate);
    expect([state.windows.length, stops()]).toEqual([0, 1]);
  });

  it('asks nothing where the application, and with it the run, goes on in the tray', () => {
    const { window, stops } = open({ value: true }, true);
    window.close();
    expect([state.windows.length, state.dialogs.length, stops()]).toEqual([0, 0, 0]);
  });
});

describe('quitting during a run', () => {
  it.each([
    ['goes on where the run is to', 0, [0, undefined]],
    ['stops the run in good order first where it is not', 1, [1, 0]],
  ] as const)('asks without a window, too, and %s', async (_name, answer, outcome) => {
    Object.assign(state, { dialogAnswer: answer, exitCode: undefined });
    state.windows.length = 0;
    state.dialogs.length = 0;
    let [isBusy, stops] = [true, 0];
    // SAFETY: the stand-in has what is used of the application.
    askBeforeQuitting(app as unknown as Parameters<typeof askBeforeQuitting>[0], {
      isBusy: () => isBusy,
      stopRuns: () => {
        stops++;
        isBusy = false;
        return Promise.resolve();
      },
    });
    app.quit();
    app.quit();
    await new Promise(setImmediate);
    expect(state.dialogs).toHaveLength(1);
    expect([stops, state.exitCode]).toEqual(outcome);
    app.removeAllListeners('before-quit');
  });
});
