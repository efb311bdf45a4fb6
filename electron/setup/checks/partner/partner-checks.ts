import type { CheckContext, CheckedPartner } from '../check-context.ts';
import { certificateOf } from '../certificate.ts';
import { fail, pass, type Check, type CheckResult } from '../check.ts';
import { encrypted } from '../https.ts';
import { answers } from '../reachable.ts';
import { partnerGradebook, partnerRoster } from './services.ts';
import { partnerOf } from './partner-of.ts';

/** C12, at the other end. */
const partnerHttps: Check = {
  id: 'partnerHttps',
  title: 'Partner: encrypted address',
  needs: [],
  run: (context) => Promise.resolve(encrypted(partnerOf(context).server, context.integration.config.environment)),
};

const partnerReachable: Check = {
  id: 'partnerReachable',
  title: 'Partner: server can be reached',
  needs: ['partnerHttps'],
  run: (context) => answers(partnerOf(context).server, context.signal),
};

const partnerCertificate: Check = {
  id: 'partnerCertificate',
  title: 'Partner: certificate',
  needs: ['partnerReachable'],
  run: (context) => certificateOf(partnerOf(context).server, context.clock.now(), context.signal),
};

/** The client ID and secret are there, and a token is given for them. With OAuth 1.0a the first request tells. */
const partnerCredentials: Check = {
  id: 'partnerCredentials',
  title: 'Partner: credentials',
  needs: ['partnerCertificate'],
  run: (context) => accepted(partnerOf(context), context),
};

async function accepted(partner: CheckedPartner, { integration, signal }: CheckContext): Promise<CheckResult> {
  const { product } = partner.server;
  if (partner.clientId === null || partner.clientSecret === null) {
    const missing = partner.clientId === null ? 'client ID' : 'client secret';
    return fail(
      `The ${missing} for ${product} is missing.`,
      `Ask the administrator of ${product} for the client ID and secret of this district, and enter both for this integration.`,
    );
  }
  await partner.api().signIn(signal);
  return integration.config.partner?.auth === 'oauth1'
    ? pass('Client ID and secret are there; each request is signed with them.')
    : pass(`${product} accepts the client ID and secret.`);
}

/** The checks of the other end of a 2-Way Sync, after those of PowerSchool, on which none of them depends. */
export const partnerChecks: readonly Check[] = [
  partnerHttps,
  partnerReachable,
  partnerCertificate,
  partnerCredentials,
  partnerRoster,
  partnerGradebook,
];
