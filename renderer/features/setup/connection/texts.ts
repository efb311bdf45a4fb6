export const texts = {
  plugin: 'Plugin',
  pluginHint:
    'PowerSchool gives out data only through a plugin. Take the one that support sent, or let one be built that asks for exactly what is needed.',
  drop: 'Drop the plugin here (.zip or .xml), or',
  choose: 'Choose a file',
  chooseOther: 'Choose another file',
  sending: 'The file is being looked into …',
  oneFile: 'Drop one file at a time.',
  build: 'Build one for me',
  buildAgain: 'Build it anew',
  olderServer: 'Our PowerSchool is older than version 25.2',
  olderServerHint: 'Older versions refuse a plugin that names its access to the core resources.',
  built: (file: string): string => `Built and saved as ${file}. Install it in PowerSchool as shown below.`,
  unnamed: 'A plugin without a name',
  version: (version: string | null): string => (version === null ? 'no version' : `version ${version}`),
  publisher: (publisher: string | null, contact: string | null): string =>
    `by ${publisher ?? 'nobody named'}${contact === null ? '' : ` (${contact})`}`,
  suffices: 'This plugin gives the integration all that it needs.',
  lacks: 'This plugin does not suffice.',
  breaksRules: 'PowerSchool will not take this plugin as it is.',
  noSignIn: 'It gets no client ID and secret.',
  asks: 'What it may read and write',
  asksNothing: 'It asks for no data.',
  reads: 'read',
  writes: 'read and write',
  lines: 'Lines to add to the access_request of its plugin.xml',
  needless: 'What it asks for although it is not needed',
  brings: 'What it brings besides',
  copyLines: 'Copy the lines',
  copied: 'Copied.',
  notCopied: 'It could not be copied: select the text and press Ctrl-C.',

  connection: 'Connection to PowerSchool',
  url: 'Address of PowerSchool',
  urlHint: 'As in your browser when you sign in, such as ps.example.org.',
  urlWrong: 'This is no address of a server. It looks like https://ps.example.org, without a user name, “?” or “#”.',
  clientId: 'Client ID',
  clientIdHint: 'PowerSchool shows it under Data Provider Configuration of the plugin.',
  caFile: 'File of a private certificate authority',
  caFileHint: 'Only for test servers: the path of a file in PEM form on this computer. Leave it empty otherwise.',

  secret: 'Client secret',
  secretHint: 'Paste it from PowerSchool. It goes straight to the keychain of this computer and is not shown again.',
  secretHintSession:
    'Grade Sync was started without the keychain. The secret can be kept until it is closed, and has to be entered again then.',
  keep: 'Keep in the keychain',
  keepForSession: 'Keep for this session only',
  tryAgain: 'Try the keychain again',
  sessionHint:
    'For this session only means: in memory until Grade Sync is closed. Syncs at night then need the secret again.',
  keptIn: {
    keychain: 'Kept in the keychain of this computer.',
    session: 'Kept for this session only: it has to be entered again once Grade Sync was closed.',
    environment: 'Taken from the environment in which Grade Sync was started.',
  },
  replace: 'Replace',
  remove: 'Remove',
  cancel: 'Cancel',

  checks: 'Checks',
  checksHint: 'They run by themselves when you stop typing. Nothing is written to PowerSchool.',
  checkAgain: 'Check again',
  checking: 'Checking …',
  notYet: 'The checks begin as soon as there is an address.',
  soon: 'They begin in a moment.',
  waits: 'The others are tried once client ID and client secret are there.',
  summary: (failed: number, warned: number): string =>
    failed > 0
      ? `${failed === 1 ? 'One check fails' : `${failed} checks fail`}: put that right to go on.`
      : warned > 0
        ? `Nothing fails; ${warned === 1 ? 'one check has a warning' : `${warned} checks have a warning`}.`
        : 'All checks passed.',
  results: { pass: 'Passed', warn: 'Warning', fail: 'Failed' },
  chain: 'Certificate chain',
  chainColumns: {
    subject: 'Issued to',
    issuer: 'Issued by',
    validTo: 'Valid until',
    fingerprint: 'Fingerprint (SHA-256)',
  },
  confirmVersion: 'The administrator of PowerSchool has confirmed that it is version 8.3 or higher',
  whoHelps: 'With the version and the certificate of PowerSchool, PowerSchool’s own support helps; ours cannot.',
} as const;
