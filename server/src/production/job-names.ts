/** Composes one chunk of a run. */
export const composeJob = 'production.compose-chunk';
/** Looks after runs that stand still. */
export const recoverJob = 'production.recover-runs';
