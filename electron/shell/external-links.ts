/** Where a link may lead outside of the application, in the person's own browser. */
export const externalOrigins: readonly string[] = ['https://www.imsglobal.org'];

/**
 * Whether a link may be opened outside. Compares parsed origins: what merely begins or ends like one is not one. A mail that the person
 * has yet to address and send may be begun in their own mail program.
 */
export function mayOpenOutside(link: string): boolean {
  const url = URL.parse(link);
  if (url === null) return false;
  if (url.protocol === 'mailto:') return url.pathname === '' && isLetter(url.searchParams);
  return url.username === '' && url.password === '' && externalOrigins.includes(url.origin);
}

/** A subject and a text and nothing else: no recipients, no attachments. */
const isLetter = (fields: URLSearchParams): boolean =>
  [...fields.keys()].toSorted().join() === 'body,subject' && fields.toString().length <= 4000;
