import type { FlightRule } from './flight-rule.ts';

/** S10, S11: where it must be told whose a category is, and of which year. */
export const categoryOwner: FlightRule = ({ entity, action }, { powerschool }, { categoryMetadata }) => {
  if (entity !== 'category' || action !== 'create' || powerschool === null) return null;
  const missing = categoryMetadata.filter((key) => !powerschool.metadata[key]);
  if (missing.length === 0) return null;
  return {
    code: 'category.noOwner',
    message: `The category lacks ${missing.join(' and ')}, which say whose it is and of which year.`,
    fix: 'Look in PowerSchool whether the class has a lead teacher and the year has a term; then sync again.',
    blocks: true,
  };
};
