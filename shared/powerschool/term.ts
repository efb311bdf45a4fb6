/** PowerSchool counts school years from 1990: the year that starts in 2026 is 36, and its year term is 3600 (reference §9.1). */
const epoch = 1990;

/** The value that School Passport documents for `TermID` (S11): the year term of 2022–23. Used only where the year is unknown. */
export const defaultTermId = 3200;

export const yearIdOfTerm = (termId: number): number => Math.floor(Math.abs(termId) / 100);
export const yearTermId = (yearId: number): number => yearId * 100;
export const startYearOf = (yearId: number): number => yearId + epoch;
export const yearIdOfStartYear = (startYear: number): number => startYear - epoch;

/** OneRoster names a school year by the calendar year in which it ends. */
export const schoolYearOf = (yearId: number): number => yearId + epoch + 1;
export const yearIdOfSchoolYear = (schoolYear: number): number => schoolYear - epoch - 1;

/** `TermID` of a category (S11): computed from the year where it is known, 3200 otherwise. */
export const categoryTermId = (yearId: number | null): number => (yearId === null ? defaultTermId : yearTermId(yearId));
