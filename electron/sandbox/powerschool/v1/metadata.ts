import { localTimestamp } from '../local-time.ts';
import type { InstalledPlugin, SandboxContext, SandboxResponse } from '../route.ts';

const districtUuid = '0d9b7a54-5a5e-4c35-9a27-1f6f3f0a2b11';

/** What every caller may know, signed in or not (reference §5.3). */
export function metadata({ switches }: SandboxContext, plugin: InstalledPlugin | undefined): SandboxResponse {
  const pageSizes = Object.entries(switches.maxPageSize).map(([name, size]) => [`${name}_max_page_size`, size]);
  return {
    status: 200,
    body: {
      metadata: {
        ...Object.fromEntries(pageSizes),
        ...(plugin === undefined ? {} : { plugin_id: plugin.id }),
        ...(switches.tellsVersion ? { powerschool_version: switches.version } : {}),
        mobile_api_version: '2.3.0',
        state_reporting_version: switches.version,
        machine_uptime: '3 days',
        powerschool_uptime: '3 days',
        state: 'RUNNING',
        ...(switches.tellsTimeZone ? { district_timezone: switches.timeZone } : {}),
        district_uuid: districtUuid,
        sso_enabled_admin: 'false',
        sso_enabled_guardian: 'false',
        sso_enabled_student: 'false',
        sso_enabled_teacher: 'false',
      },
    },
  };
}

/** The server's clock, in the district's time zone. The names of its members are a guess (reference §5.1). */
export function serverTime(context: SandboxContext): SandboxResponse {
  const moment = context.now();
  const [date = '', time = ''] = localTimestamp(moment, context.switches.timeZone).split(' ');
  return { status: 200, body: { time: { date, time, timestamp: moment.getTime() } } };
}

export const district = (): SandboxResponse => ({
  status: 200,
  body: {
    district: {
      '@expansions': 'ethnicity_race_decline_to_specify, fees_payment_methods',
      '@extensions': '',
      uuid: districtUuid,
      name: 'Sandbox School District',
      district_number: 4200,
      addresses: { physical: { street: '1 School Street', city: 'Example', state_province: 'VT', postal_code: 12345 } },
      phones: { main: { number: '555-0100' } },
    },
  },
});
