import { registerErrors } from '../../platform/errors/index.ts';

/** Errors of what is written once and used often: passages that are joined, files of other systems, translations, other environments. */
registerErrors({
  'content.search-running': {
    status: 409,
    title: 'Search running',
    cause: 'Somebody is looking for equal passages already.',
    hint: 'Wait for its end; its progress is shown.',
  },
  'content.unknown-cluster': {
    status: 404,
    title: 'Unknown passages',
    cause: 'There are no such equal passages: a newer search has taken their place.',
    hint: 'Go back to the list.',
  },
  'content.passages-changed': {
    status: 409,
    title: 'Passages changed',
    cause: 'A passage was changed since it was found, or nothing is left to replace.',
    hint: 'Look at the passages again, or search again.',
  },
  'content.unknown-replacement': {
    status: 404,
    title: 'Nothing to undo',
    cause: 'There is no such deed, or it was undone already.',
    hint: 'See the list of the latest deeds.',
  },
  'content.cannot-merge': {
    status: 409,
    title: 'Blocks cannot be merged',
    cause: 'The block that is to stay does not fit where the other one stands.',
    hint: 'The message says why; give the blocks the same parameters, or change the templates one by one.',
  },
  'content.import-unreadable': {
    status: 422,
    title: 'File cannot be read',
    cause: 'The file is no Word document, HTML page or plain text, or it is damaged.',
    hint: 'Open it in the program it comes from and save it again as .docx, .html or .txt.',
    exitCode: 2,
  },
  'content.xliff-unreadable': {
    status: 422,
    title: 'Translation cannot be read',
    cause: 'The file is no XLIFF of version 2, or it is damaged.',
    hint: 'Ask for the file as XLIFF 2.0, as it was exported.',
  },
  'content.xliff-other': {
    status: 409,
    title: 'Translation of something else',
    cause: 'The file was exported from another template or block.',
    hint: 'Open that template or block and bring the file in there.',
  },
  'content.promotion-conflict': {
    status: 409,
    title: 'Changed meanwhile',
    cause: 'The template was changed here since the difference was looked at; nothing was brought.',
    hint: 'Look at the difference again: posthorn content diff FOLDER.',
    exitCode: 1,
  },
  'content.archive-unusable': {
    status: 422,
    title: 'Archive unusable',
    cause: 'The file is no ZIP archive of templates.',
    hint: 'Export a template with "posthorn content pull TEMPLATE FOLDER" and pack the folder.',
  },
});
