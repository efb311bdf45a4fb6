import { z } from 'zod';
import { errorReportSchema } from '../../integration/run.ts';
import { setupTarget } from './inputs.ts';

/** `session`: in memory until the application ends. */
const places = ['keychain', 'session'] as const;
const name = z.enum(['powerschool.clientSecret', 'partner.clientSecret']);
export type SecretName = z.output<typeof name>;
const ofSecret = { target: setupTarget, name };

/** What is known of a secret. The secret itself never comes back. */
export const credentialStateSchema = z.object({
  /** Null: none was entered, or the keychain did not say; then `problem` tells why. */
  keptIn: z.enum([...places, 'environment']).nullable(),
  /** Where a secret can be kept; the first is the usual place. */
  places: z.array(z.enum(places)),
  problem: errorReportSchema.nullable(),
});
export type CredentialState = z.output<typeof credentialStateSchema>;

export const credentialRequests = {
  'credentials.state': { input: z.strictObject(ofSecret), output: credentialStateSchema },
  /**
   * Keeps a secret where it was asked to be kept and nowhere else: a keychain that refuses is an error (`credentials.unavailable`),
   * never a silent fall-back. Blanks round it, which come with copying, are left out.
   */
  'credentials.set': {
    input: z.strictObject({ ...ofSecret, secret: z.string().trim().min(1).max(8192), keep: z.enum(places) }),
    output: credentialStateSchema,
  },
  'credentials.remove': { input: z.strictObject(ofSecret), output: credentialStateSchema },
} as const;
