import { z } from 'zod';
import { webAddress } from './web-address.ts';

export const oneRosterVersions = ['1.1', '1.2'] as const;
export type OneRosterVersion = (typeof oneRosterVersions)[number];

export const partnerAuths = ['oauth2', 'oauth1'] as const;

/**
 * The other end of a 2-Way Sync. The client secret is not part of it: it stands in the credential store as
 * `partner.clientSecret`.
 */
export const partnerSchema = z
  .strictObject({
    /** Only systems that we can read and write are taken. */
    system: z.literal('school-passport'),
    /** What people here call it; newer documents call School Passport “SchoolDay”. */
    name: z.string().trim().min(1).max(100).default('School Passport'),
    /** The hub's address; School Passport's paths are put after it. An address that ends in `/v1p1` or `/v1p2` is the service itself. */
    url: webAddress,
    /** Where access is asked for; null: at School Passport's own path of `url`. */
    tokenUrl: webAddress.nullable().default(null),
    version: z.enum(oneRosterVersions).default('1.1'),
    /** OAuth 1.0a signing is of OneRoster 1.1 alone. */
    auth: z.enum(partnerAuths).default('oauth2'),
    clientId: z.string().trim().min(1).max(500).nullable().default(null),
    /** A private certificate authority in PEM, in a test integration only. */
    caFile: z.string().min(1).nullable().default(null),
    /** Records asked for per page; 0: 500. A hub may give fewer. */
    pageSize: z.number().int().min(0).max(10_000).default(0),
  })
  .refine(({ version, auth }) => !(version === '1.2' && auth === 'oauth1'), {
    path: ['auth'],
    error: 'must be "oauth2": OneRoster 1.2 has no OAuth 1.0a',
  });

export type PartnerFile = z.input<typeof partnerSchema>;
export type Partner = z.output<typeof partnerSchema>;

/** The addresses of a partner's services. */
export interface PartnerAddresses {
  /** Null where requests are signed one by one (OAuth 1.0a). */
  readonly token: string | null;
  readonly rostering: string;
  readonly gradebook: string;
}

/** School Passport's own paths (reference §10.1, §10.2), and those of OneRoster 1.2, which splits the service in two (§5). */
export function partnerAddresses({ url, tokenUrl, version, auth }: AddressParts): PartnerAddresses {
  const token = auth === 'oauth1' ? null : (tokenUrl ?? `${originOf(url)}/datahub/oauth/token`);
  if (version === '1.1') {
    const base = url.endsWith('/v1p1') ? url : `${url}/datahub/services/ims/oneroster/v1p1`;
    return { token, rostering: base, gradebook: base };
  }
  const given = /^(.*)\/(?:rostering|gradebook)\/v1p2$/.exec(url)?.[1];
  const base = given ?? `${url}/datahub/services/ims/oneroster`;
  return { token, rostering: `${base}/rostering/v1p2`, gradebook: `${base}/gradebook/v1p2` };
}

type AddressParts = Pick<Partner, 'url' | 'tokenUrl' | 'version' | 'auth'>;

const originOf = (url: string): string => /^https?:\/\/[^/]+/i.exec(url)?.[0] ?? url;
