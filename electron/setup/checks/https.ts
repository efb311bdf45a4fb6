import { fail, pass, type Check } from './check.ts';

/** C12: the address begins with https://, except on the loopback address of a test integration. */
export const https: Check = {
  id: 'https',
  title: 'Encrypted address',
  needs: [],
  run: ({ integration: { config } }) => {
    const url = new URL(config.powerschool.url);
    if (url.protocol === 'https:') return Promise.resolve(pass('The address begins with https://.'));
    const isLoopback = ['localhost', '127.0.0.1', '[::1]'].includes(url.hostname);
    return Promise.resolve(
      isLoopback && config.environment === 'test'
        ? pass('Plain http, which is allowed because this is a test on this computer itself.')
        : fail(
            'The address of PowerSchool does not begin with https://.',
            'Enter the address with https://. If PowerSchool does not answer there, its own support helps to set up HTTPS; ours cannot.',
          ),
    );
  },
};
