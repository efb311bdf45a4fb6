import type { Server } from 'node:http';
import { AppError } from '../../../shared/errors.ts';

/** Begins to listen on the loopback address; gives the port. Throws AppError `sandbox.portTaken` (ask). */
export function listen(server: Pick<Server, 'listen' | 'once' | 'off' | 'address'>, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    const failed = (cause: Error): void => {
      reject(
        new AppError('sandbox.portTaken', 'ask', `The sandbox cannot listen on port ${port}.`, {
          fix: 'Choose another port, or leave the port out to have a free one chosen.',
          cause,
        }),
      );
    };
    server.once('error', failed);
    server.listen(port, '127.0.0.1', () => {
      server.off('error', failed);
      const address = server.address();
      resolve(typeof address === 'object' && address !== null ? address.port : port);
    });
  });
}
