import { viewOf } from '../../../shared/browse/views.ts';
import { parseSourcedId } from '../../../shared/oneroster/sourced-id.ts';
import { hrefOf } from '../../route.ts';
import { emptyState, writeState } from './address.ts';
import { screenOf } from './browse-screens.ts';

/** The address at which a record is open beside its own list, in the copy as it was after a run, or (null) as it is. */
export function recordHref(integrationId: string, sourcedId: string, asOf: string | null): string {
  const id = parseSourcedId(sourcedId);
  if (id === undefined) return hrefOf({ screen: 'home' });
  const view = viewOf(id.entity, id.subkey);
  const query = writeState({ ...emptyState, open: { entity: id.entity, sourcedId }, asOf });
  return hrefOf({ screen: screenOf(view), integrationId, view, query });
}
