import fc from 'fast-check';

/**
 * Property tests try the same cases on every run, so that a change is what turns them red. `PROPERTY_SEED=random` tries others, to
 * look for faults; a number repeats what such a run found.
 */
const wanted = process.env.PROPERTY_SEED ?? '20261122';
if (wanted !== 'random') fc.configureGlobal({ seed: Number(wanted) });
