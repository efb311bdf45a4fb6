/** Where a link may lead outside of the application, in the person's own browser. */
export const externalOrigins: readonly string[] = ['https://www.imsglobal.org'];

/** Whether a link may be opened outside. Compares parsed origins: what merely begins or ends like one is not one. */
export function mayOpenOutside(link: string): boolean {
  const url = URL.parse(link);
  return url !== null && url.username === '' && url.password === '' && externalOrigins.includes(url.origin);
}
