import type { FlightRule } from './flight-rule.ts';

/** S10, S11: School Passport wants to know whose a category is, and of which year. */
export const categoryOwner: FlightRule = ({ entity, action, target }, { powerschool }) => {
  if (entity !== 'category' || action !== 'create' || target !== 'partner' || powerschool === null) return null;
  const missing = ['userDcid', 'TermID'].filter((key) => !powerschool.metadata[key]);
  if (missing.length === 0) return null;
  return {
    code: 'category.noOwner',
    message: `The category lacks ${missing.join(' and ')}, which say whose it is and of which year.`,
    fix: 'Look in PowerSchool whether the class has a lead teacher and the year has a term; then sync again.',
    blocks: true,
  };
};
