import { AppError } from '../../shared/errors.ts';
import type { Integration } from '../../shared/integration/config.ts';

/** What cannot be taken back is done only by somebody who knows what it is about. Throws AppError `integration.nameDiffers` (ask). */
export function refuseOtherName({ config }: Integration, typedName: string): void {
  if (typedName.trim() === config.name) return;
  throw new AppError('integration.nameDiffers', 'ask', 'The name that was typed is not the name of this integration.', {
    fix: 'Type the name as it stands at the top of the page. Nothing was deleted.',
  });
}
