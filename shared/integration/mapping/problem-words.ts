import type { MappingProblem } from './apply-transforms.ts';

const causes: Readonly<Record<MappingProblem, string>> = {
  notInTable: 'its value is not in the lookup table',
  notADate: 'its value is no date of the pattern that the mapping expects',
  notANumber: 'its value is not a number',
  notTrueOrFalse: 'its value is neither true nor false',
  notAllowed: 'the result is none of the values that this attribute may have',
  tooLong: 'the result is longer than this attribute may be',
  partMissing: 'a part of the template has no value',
  severalValues: 'the source has several values',
};

/** What a record is told of a mapping that could not be done. Holds no value. */
export const mappingProblemInWords = (target: string, problem: MappingProblem): { message: string; fix: string } => ({
  message: `“${target}” was not mapped: ${causes[problem]}. It keeps what it had.`,
  fix: 'Correct the value in PowerSchool, or change the mapping under Settings > Attribute mappings.',
});
