/** Finds out what becomes of duties in released versions. */
export const dutyCheckJob = 'content.check-duties';
