/** The oldest PowerSchool that the integration works with (C11). */
export const minimumVersion = '8.3';

/**
 * Whether a version is at least another one, compared part by part as numbers: 8.10 is above 8.3, 25.2.0.0 above 9.2. Null where the
 * text does not begin like a version.
 */
export function isVersionAtLeast(version: string, least: string): boolean | null {
  const given = partsOf(version);
  const wanted = partsOf(least);
  if (given === null || wanted === null) return null;
  for (let index = 0; index < Math.max(given.length, wanted.length); index++) {
    const difference = (given[index] ?? 0) - (wanted[index] ?? 0);
    if (difference !== 0) return difference > 0;
  }
  return true;
}

function partsOf(version: string): readonly number[] | null {
  const found = /^\s*v?(\d+(?:\.\d+)*)/i.exec(version);
  return found?.[1]?.split('.').map(Number) ?? null;
}
