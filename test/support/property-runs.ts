/** What the largest properties try where nothing is said. */
const usualMost = 5000;
const times = Number(process.env['PROPERTY_RUNS'] ?? usualMost) / usualMost;

/**
 * How many cases a property tries that tries `usual` of them before every change. `PROPERTY_RUNS=100000`, as in the nightly run, says what the
 * largest try, which usually try 5,000; all others grow with them, because a case of theirs takes longer.
 */
export const propertyRuns = (usual: number): number => Math.max(1, Math.round(usual * times));

/** How long that may take, in milliseconds. */
export const propertyTimeout = (usual: number): number => Math.round(usual * Math.max(1, times));
