import type { SandboxResponse } from '../powerschool/route.ts';

/** A refusal in the form of OneRoster 1.1 (reference oneroster.md §5.7). */
export const refusal = (status: number, minor: string, description: string): SandboxResponse => ({
  status,
  body: {
    imsx_codeMajor: 'failure',
    imsx_severity: 'error',
    imsx_codeMinor: minor,
    imsx_description: description,
  },
});
