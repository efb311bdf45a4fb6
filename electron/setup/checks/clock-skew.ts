import { openHttpClient } from '../../connectors/http/http-client.ts';
import { pass, warn, type Check } from './check.ts';

const toleratedMs = 2 * 60_000;

/** This computer's clock and the server's agree: by it changes are found and certificates judged. */
export const clockSkew: Check = {
  id: 'clock',
  title: 'Clocks',
  needs: ['version'],
  run: async (context) => {
    const { environment, powerschool, advanced } = context.integration.config;
    const client = openHttpClient({
      url: powerschool.url,
      ca: context.ca(),
      requestTimeoutMs: advanced.requestTimeoutSeconds * 1000,
      connections: 1,
      peer: { product: 'PowerSchool', environment },
    });
    try {
      const asked = context.clock.now();
      const answer = await client.send({ method: 'GET', path: '/ws/v1/metadata', headers: {} }, context.signal);
      const answered = context.clock.now();
      const theirs = Date.parse(answer.header('date') ?? '');
      if (Number.isNaN(theirs)) return pass('The server does not tell its time, so the clocks cannot be compared.');
      return judge(theirs - (asked + answered) / 2);
    } finally {
      await client.close();
    }
  },
};

function judge(skewMs: number) {
  // The server tells whole seconds.
  if (Math.abs(skewMs) <= toleratedMs) return pass('This computer’s clock and the server’s agree.');
  const minutes = Math.round(Math.abs(skewMs) / 60_000);
  return warn(
    `The server’s clock is ${minutes} minutes ${skewMs > 0 ? 'ahead of' : 'behind'} this computer’s.`,
    'Let both set their clocks over the network. Until then changes may be read a second time or late.',
  );
}
