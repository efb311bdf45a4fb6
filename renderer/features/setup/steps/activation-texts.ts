import type { Draft } from '../../../../shared/integration/draft.ts';

export const activationTexts = {
  request: '1. Ask support to activate it',
  requestHint: 'Copy the text, or open it in your mail program, and send it to support.',
  letter: 'Text of the request',
  subject: 'Activation of Grade Sync for PowerSchool',
  copy: 'Copy the text',
  copied: 'Copied.',
  notCopied: 'It could not be copied: select the text and press Ctrl-C.',
  mail: 'Open in the mail program',
  confirmation: '2. Enter their confirmation',
  confirmationHint: 'You can close this and come back once they have answered: nothing is lost.',
  reference: 'Reference of the confirmation',
  referenceHint: 'The number of the ticket or the subject of the mail.',
  confirmedOn: 'Confirmed on',
  confirmedBy: 'Confirmed by',
} as const;

/** S23: what support has to know. Whoever reads it has never seen this application. */
export function activationLetter({ draftId, file }: Pick<Draft, 'draftId' | 'file'>): string {
  const { name = '', environment, prerequisites } = file;
  const { request, plugin } = prerequisites ?? {};
  return [
    'Hello,',
    '',
    'please activate Grade Sync for our PowerSchool app in Import mode, and confirm it to us with a reference and the date.',
    '',
    `District: ${name.trim() === '' ? '(name of the district)' : name.trim()}`,
    `Plugin: ${plugin?.from === 'support' ? pluginFromSupport(plugin.receivedOn) : 'Grade Sync, built by the application'}`,
    `Integration ID: ${draftId}`,
    `Environment: ${environment === 'test' ? 'test' : 'production'}`,
    ...((request?.sentOn ?? '') === '' ? [] : [`Grade Sync requested on: ${request?.sentOn ?? ''}`]),
    ...((request?.reference ?? '') === '' ? [] : [`Your reference of that request: ${request?.reference ?? ''}`]),
    '',
    'Thank you',
  ].join('\n');
}

const pluginFromSupport = (receivedOn: string | undefined): string =>
  `the special plugin for Grade Sync that you sent us${(receivedOn ?? '') === '' ? '' : `, received on ${receivedOn ?? ''}`}`;
