import { once } from 'node:events';
import { loadOulad } from '../../../electron/sandbox/oulad.ts';
import { openDistrictDesk } from '../../support/district-desk.ts';
import { openDistrict } from '../../support/sandbox/open-district.ts';
import { serve } from './served-app.ts';

/** The application with classes of the Open University, from files in the form of its dataset, in the local copy. */
export async function serveOulad(folder: string): Promise<{ readonly url: string; close(): Promise<void> }> {
  const district = await openDistrict({ seed: 1, students: 0 }, (db, today) => loadOulad(db, folder, { today }));
  const desk = openDistrictDesk(district);
  await desk.sync('--quiet');
  const { child, url } = await serve(desk.profile);
  return {
    url,
    async close() {
      child.kill('SIGTERM');
      if (child.exitCode === null) await once(child, 'exit');
      desk.remove();
      await district.close();
    },
  };
}
