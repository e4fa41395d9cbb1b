import { registerErrors } from '../platform/errors/index.ts';

/** The errors of the archive. */
export const archiveErrors = registerErrors({
  'archive.bad-date': { status: 400, title: 'Bad date', cause: 'Dates are written YYYY-MM-DD.', hint: 'Correct the date.' },
  'passage.not-found': {
    status: 404,
    title: 'Passage not found',
    cause: 'The communication was made with no such passage.',
    hint: 'Load its passages again.',
  },
  'archive.damaged': {
    status: 500,
    title: 'Archive damaged',
    cause: 'The archive does not hold what it should.',
    hint: 'Restore what is missing or damaged from a backup; the list says what.',
    exitCode: 1,
  },
});
