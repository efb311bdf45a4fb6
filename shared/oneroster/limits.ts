/** Limits belong to the target (X1): these are School Passport's and PowerSchool's. */
export const lineItemTitleLimit = 50; // S4
export const categoryTitleLimit = 30; // S13
export const descriptionLimit = 4000;

/** Characters as a reader counts them: Unicode code points, not UTF-16 units or bytes (S4). */
export function characterCount(text: string): number {
  let count = 0;
  for (const _ of text) count++;
  return count;
}

/** A name as it is compared for uniqueness (S12): trimmed, spaces collapsed, case folded, NFC. */
export const foldName = (name: string): string =>
  name.normalize('NFC').trim().replaceAll(/\s+/gu, ' ').toLocaleLowerCase('en-US');
