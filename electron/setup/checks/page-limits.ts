import { pass, warn, type Check } from './check.ts';

const good = 1000;
const poor = 50;
/** By which the advice counts requests. */
const counted = 10_000;

/** How many rows the server gives at once: small pages make a sync slow, not wrong. */
export const pageLimits: Check = {
  id: 'pageLimits',
  title: 'Rows per page',
  needs: ['version'],
  run: async (context) => {
    const { maxPageSize } = await context.metadata();
    const sizes = Object.values(maxPageSize);
    if (sizes.length === 0) return pass('PowerSchool does not say how many rows it gives at once.');
    const least = Math.min(...sizes);
    const { pageSize } = context.integration.config.advanced;
    const [now, then] = [Math.ceil(counted / least), Math.ceil(counted / good)];
    const raise =
      `In PowerSchool open the plugin’s Data Configuration and raise the maximum page sizes to ${good}: ` +
      `${counted.toLocaleString('en')} records of a list then take ${then} requests in place of ${now.toLocaleString('en')}.`;
    if (least < poor) return warn(`Some lists come ${least} rows at a time, which makes a sync slow.`, raise);
    if (pageSize > 0 && pageSize < poor) {
      return warn(
        `This integration asks for ${pageSize} rows at a time, which makes a sync slow.`,
        'Set the page size in the advanced settings to 0: then it is chosen to suit the server.',
      );
    }
    const message = `Lists of the core resources come at least ${least} rows at a time.`;
    return least < good ? pass(message, `Not necessary, but faster: ${raise}`) : pass(message);
  },
};
