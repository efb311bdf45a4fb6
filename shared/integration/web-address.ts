import { z } from 'zod';

/** The address of a server: completed to https:// where no scheme was given, without slashes at its end. */
export const webAddress = z
  .string()
  .trim()
  .min(1)
  .transform((text) => (/^[a-z][a-z\d+.-]*:\/\//i.test(text) ? text : `https://${text}`))
  .pipe(z.url({ protocol: /^https?$/, error: 'must be a web address such as https://ps.example.org' }))
  // Browsers take hosts that no server has, such as “not an address”; what is an address must not depend on who asks.
  .refine((text) => hasHost(text) && !/\s/.test(text), {
    error: 'must be a web address such as https://ps.example.org',
  })
  .refine((text) => !/^[^/]*\/\/[^/]*@|[?#]/.test(text), {
    // A password does not belong into a file of settings, and the API's paths are put after the address.
    error: 'must be an address alone, without a user name, a password, “?” or “#”',
  })
  .transform((text) => text.replace(/\/+$/, ''));

/**
 * The address behind what was copied from the browser's address line: a page of PowerSchool's own is left out. Undefined where there is
 * none.
 */
export function addressFromPasted(text: string): string | undefined {
  const page = /\/(?:admin|public|teachers|guardian|subs)(?:\/[^?#]*)?(?:[?#].*)?$/i;
  return webAddress.safeParse(text.trim().replace(page, '')).data;
}

const label = /^[\p{L}\p{N}_](?:[\p{L}\p{N}_-]*[\p{L}\p{N}_])?$/u;

function hasHost(address: string): boolean {
  const host = /^[^/]*\/\/(?:[^/?#]*@)?(\[[\da-f:.]+\]|[^/?#:]*)/i.exec(address)?.[1] ?? '';
  return (
    host.startsWith('[') ||
    host
      .replace(/\.$/, '')
      .split('.')
      .every((part) => label.test(part))
  );
}

/** What C12 asks of a server's address and certificate. Returns the problem by the name of the setting. */
export function insecureParts(
  server: { readonly url: string; readonly tokenUrl?: string | null; readonly caFile: string | null },
  environment: 'test' | 'production',
): readonly { readonly key: 'url' | 'tokenUrl' | 'caFile'; readonly message: string }[] {
  const plain = (['url', 'tokenUrl'] as const).filter((key) => {
    const address = server[key] ?? null;
    return address !== null && address.startsWith('http:') && !(environment === 'test' && isLoopback(address));
  });
  const message =
    'must begin with https:// (C12); plain http is allowed only on the loopback address of a test integration';
  const problems: { key: 'url' | 'tokenUrl' | 'caFile'; message: string }[] = plain.map((key) => ({ key, message }));
  if (server.caFile !== null && environment === 'production') {
    problems.push({
      key: 'caFile',
      message:
        'a production integration needs a publicly trusted certificate (C12); a private CA is for environment "test"',
    });
  }
  return problems;
}

const isLoopback = (address: string): boolean =>
  /^http:\/\/(localhost|127\.0\.0\.1|\[::1\])(:\d+)?(\/|$)/i.test(address);
