import { getCACertificates, rootCertificates } from 'node:tls';
import type { Finding } from './finding.ts';

/** The public certificate authorities that servers are judged by (C12). */
export function lookAtCertificates(): Finding {
  const bundled = rootCertificates.length;
  const system = getCACertificates('system').length;
  const extra = getCACertificates('extra').length;
  const counts = `${bundled} public authorities come with the application, ${system} are known to this system`;
  if (bundled === 0) {
    return {
      result: 'fail',
      message: 'There are no public certificate authorities: no server can be trusted.',
      fix: 'Install the application again.',
    };
  }
  if (extra > 0) {
    return {
      result: 'warn',
      message: `${counts}, and ${extra} more are added by NODE_EXTRA_CA_CERTS.`,
      fix: 'Remove NODE_EXTRA_CA_CERTS unless you know why it is there: its authorities are trusted like public ones.',
    };
  }
  return { result: 'pass', message: `${counts}.`, fix: null };
}
