const longest = 40;

/** A short lower-case id made from an integration's name, which people can type and which is safe as a folder's name. */
export function integrationIdFor(name: string, isTaken: (id: string) => boolean): string {
  const slug = name
    .normalize('NFKD')
    .replaceAll(/\p{M}+/gu, '')
    .toLowerCase()
    .replaceAll(/[^a-z\d]+/g, '-')
    .slice(0, longest)
    .replaceAll(/^-+|-+$/g, '');
  const base = slug === '' || isReservedOnWindows(slug) ? 'integration' : slug;
  if (!isTaken(base)) return base;
  let number = 2;
  while (isTaken(`${base}-${number}`)) number++;
  return `${base}-${number}`;
}

const isReservedOnWindows = (name: string): boolean => /^(con|prn|aux|nul|com\d|lpt\d)$/.test(name);
