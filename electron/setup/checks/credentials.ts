import { fail, pass, type Check } from './check.ts';

/** The plugin's client ID and secret are there, and PowerSchool gives a token for them. */
export const credentials: Check = {
  id: 'credentials',
  title: 'Credentials',
  needs: ['version'],
  run: async (context) => {
    const { clientId } = context.integration.config.powerschool;
    if (clientId === null || context.clientSecret === null) {
      return fail(
        clientId === null ? 'The client ID of the plugin is missing.' : 'The client secret of the plugin is missing.',
        'In PowerSchool open the plugin’s Data Provider Configuration, copy client ID and secret, and enter them for this integration.',
      );
    }
    await context.api().signIn(context.signal);
    return pass('PowerSchool accepts the client ID and secret.');
  },
};
