/** The sections of an integration's settings in their order, as the address names them. */
const sectionNames = [
  'general',
  'connection',
  'partner',
  'schools',
  'roster',
  'schedule',
  'attribute-mappings',
  'master-fields',
  'limits',
  'phases',
  'data',
  'about',
] as const;
export type SectionName = (typeof sectionNames)[number];

/** Those that an integration has: an import has no partner. */
export const sectionsOf = (mode: 'import' | 'two-way'): readonly SectionName[] =>
  sectionNames.filter((name) => mode === 'two-way' || (name !== 'partner' && name !== 'phases'));

/** The first for every name that is none. */
export const sectionOf = (name: string): SectionName => sectionNames.find((known) => known === name) ?? 'general';
