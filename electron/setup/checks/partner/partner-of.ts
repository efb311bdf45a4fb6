import type { CheckContext, CheckedPartner } from '../check-context.ts';

/** The partner. Its checks are tried only where there is one. */
export function partnerOf({ partner }: CheckContext): CheckedPartner {
  if (partner === null) throw new Error('a check of the partner without a partner');
  return partner;
}
