import fc from 'fast-check';

/**
 * Property tests draw the same cases in every run, so that what failed once fails again and a change is judged by what it changed.
 * `PROPERTY_SEED=N` draws others: a nightly run takes the date.
 */
fc.configureGlobal({ seed: Number(process.env['PROPERTY_SEED'] ?? 20_261_124) });
