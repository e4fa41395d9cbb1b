/** Gives released templates a successor with the wordings of today. */
export const rolloutJob = 'content.rollout';
/** Releases what was scheduled. */
export const scheduleJob = 'content.release-scheduled';
