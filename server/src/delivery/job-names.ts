/** Builds the mails of some hundred communications: `{communicationIds}`. */
export const buildMailsJob = 'delivery.build-mails';
/** Builds the print stream of the letters of a run that lie in none yet: `{runId, month}`. */
export const buildPrintStreamJob = 'delivery.build-print-stream';
/** Cancels what is queued of cancelled runs. */
export const cancelDeliveriesJob = 'delivery.cancel';
/** At night: takes away old caught messages, and what nobody asks of accounts any more. */
export const tidyJob = 'delivery.tidy';
/** Every minute: reads the mailbox that answers and returned mail come to, where one is set. */
export const readInboxJob = 'delivery.read-inbox';
/** Every ten minutes: asks providers of letters what became of them. */
export const askProvidersJob = 'delivery.ask-providers';
/** Every minute: gives up the claims of dead senders, and looks for work that got stuck. */
export const tendJob = 'delivery.tend';

/** Mails to those whose reviews are due. */
export const remindJob = 'delivery.remind-of-reviews';
