/** Finds out which attributes a released version uses. */
export const findUsesJob = 'content.find-attribute-uses';
