export const mailLinkJob = 'portal.mail-link';
export const mailConfirmationJob = 'portal.mail-confirmation';
export const forgetJob = 'portal.forget';
