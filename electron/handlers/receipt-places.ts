import type { ReceiptPlace } from '../../shared/exchange/receipt.ts';
import type { Backend } from '../backend-api.ts';
import { withTeachers } from '../store/plans/receipt-places.ts';

/** Where a run has written, with who teaches there now. */
export async function receiptPlaces(
  backend: Pick<Backend, 'plans' | 'reader'>,
  integrationId: string,
  runId: string,
): Promise<readonly ReceiptPlace[]> {
  const classes = backend.plans(integrationId).receiptClasses(runId);
  const keys = classes.flatMap(({ classKey }) => (classKey === null ? [] : [classKey]));
  return withTeachers(classes, await (await backend.reader(integrationId)).leadTeachers(keys));
}
