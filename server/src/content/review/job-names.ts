/** Gives released templates a successor with the wordings of today. */
export const rolloutJob = 'content.rollout';
/** Composes records with the version before and the new one. */
export const proofJob = 'content.prove';
/** Reminds of reviews that are due. */
export const remindJob = 'content.remind';
/** Releases what was scheduled. */
export const scheduleJob = 'content.release-scheduled';
