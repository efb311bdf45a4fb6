import { fail, pass, warn, type Check } from './check.ts';

const onlyFaster = /_changed$/;

/** S24: our plugin is installed and enabled, in a version that has every query we call. */
export const plugin: Check = {
  id: 'plugin',
  title: 'Plugin',
  needs: ['credentials'],
  run: async (context) => {
    const probes = await context.probes();
    const missing = probes.filter(({ error }) => error?.code === 'query.unknown').map(({ query }) => query.name);
    const needed = missing.filter((name) => !onlyFaster.test(name));
    if (missing.length === 0) return pass(`The plugin has all ${probes.length} queries.`);
    const install =
      'Build the plugin with this application, install it in PowerSchool under a higher version, and enable it.';
    if (missing.length === probes.length) {
      return fail('PowerSchool knows none of our queries: the plugin is not installed or another one is.', install);
    }
    if (needed.length > 0) return fail(`The plugin lacks queries: ${needed.join(', ')}.`, install);
    return warn(
      `The plugin lacks queries that find only what has changed: ${missing.join(', ')}. Every sync reads everything.`,
      install,
    );
  },
};
