/** Host and port behind a web address, as sockets want them. */
export function serverAddress(address: string): { readonly host: string; readonly port: number } {
  const { hostname, port, protocol } = new URL(address);
  const usual = protocol === 'https:' ? 443 : 80;
  return { host: hostname.replace(/^\[|\]$/g, ''), port: port === '' ? usual : Number(port) };
}

/** The longest that a connection may take to come about. */
export const connectTimeoutMs = 10_000;
