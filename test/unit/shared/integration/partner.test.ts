import { describe, expect, it } from 'vitest';
import { partnerAddresses } from '../../../../shared/integration/partner.ts';

const hub = { url: 'https://hub.example.org', tokenUrl: null, version: '1.1', auth: 'oauth2' } as const;

describe('partnerAddresses', () => {
  it('puts School Passport’s own paths after its address', () => {
    const base = 'https://hub.example.org/datahub/services/ims/oneroster/v1p1';
    expect(partnerAddresses(hub)).toEqual({
      token: 'https://hub.example.org/datahub/oauth/token',
      rostering: base,
      gradebook: base,
    });
  });

  it('has two services in OneRoster 1.2', () => {
    expect(partnerAddresses({ ...hub, version: '1.2' })).toMatchObject({
      rostering: 'https://hub.example.org/datahub/services/ims/oneroster/rostering/v1p2',
      gradebook: 'https://hub.example.org/datahub/services/ims/oneroster/gradebook/v1p2',
    });
  });

  it('takes an address that is the service itself as it is', () => {
    const url = 'https://hub.example.org/ims/oneroster/v1p1';
    expect(partnerAddresses({ ...hub, url })).toMatchObject({ rostering: url, gradebook: url });
    const split = 'https://hub.example.org/or/rostering/v1p2';
    expect(partnerAddresses({ ...hub, url: split, version: '1.2' })).toMatchObject({
      token: 'https://hub.example.org/datahub/oauth/token',
      rostering: split,
      gradebook: 'https://hub.example.org/or/gradebook/v1p2',
    });
  });

  it('asks for access where it was told to, and nowhere if requests are signed one by one', () => {
    const tokenUrl = 'https://login.example.org/token';
    expect(partnerAddresses({ ...hub, tokenUrl }).token).toBe(tokenUrl);
    expect(partnerAddresses({ ...hub, auth: 'oauth1' }).token).toBeNull();
  });
});
