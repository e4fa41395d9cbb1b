import { registerErrors } from '../platform/errors/index.ts';

/** Errors of intake: of a whole source, file or mapping. What is wrong with single rows goes to quarantine instead. */
export const intakeErrors = registerErrors({
  'import.source-missing': {
    status: 404,
    title: 'Nothing to import',
    cause: 'There is no file of this name, or no matching file in this folder.',
    hint: 'Check the path and the "files" pattern of the mapping.',
    exitCode: 2,
  },
  'import.mapping-invalid': {
    status: 400,
    title: 'Mapping invalid',
    cause: 'The mapping file does not say in a valid way how to read the data.',
    hint: 'See docs/guides/import.md and server/schema/mapping-1.schema.json.',
    exitCode: 2,
  },
  'import.file-empty': {
    status: 400,
    title: 'File empty',
    cause: 'The file has no header line.',
    hint: 'The first line must name the columns. Was the file still being written?',
  },
  'import.not-text': {
    status: 400,
    title: 'Not a text file',
    cause: 'The file is not text in UTF-8 or Windows-1252.',
    hint: 'Spreadsheets: save as CSV (UTF-8). Compressed files: unpack them first.',
  },
  'import.header-unreadable': {
    status: 400,
    title: 'Header unreadable',
    cause: 'The first line of the file does not name the columns in a readable way.',
    hint: 'Check delimiter, quotes and encoding in the mapping.',
  },
  'import.columns-missing': {
    status: 400,
    title: 'Columns missing',
    cause: 'The file lacks columns that the mapping reads.',
    hint: 'Compare the header line with the mapping; check the delimiter.',
  },
  'import.file-unreadable': {
    status: 400,
    title: 'File unreadable',
    cause: 'The file cannot be read.',
    hint: 'Check its permissions, and that it is not being moved.',
  },
  'import.already-running': {
    status: 409,
    title: 'Import already running',
    cause: 'Another import into this dataset is running.',
    hint: 'Wait for it to end. An import that was killed frees the dataset at once.',
    exitCode: 7,
  },
  'import.no-sink': {
    status: 400,
    title: 'Unknown target',
    cause: 'The mapping names a target that this installation does not have.',
    hint: 'Targets are "records" and "customers".',
    exitCode: 2,
  },
  'import.stopped': {
    status: 409,
    title: 'Import stopped',
    cause: 'The import was stopped; finished files are kept.',
    hint: 'Start the same import again: it goes on where it stopped.',
    exitCode: 130,
  },
  'quarantine.not-found': {
    status: 404,
    title: 'Row not found',
    cause: 'There is no such row in quarantine.',
    hint: 'It may have been replaced by a newer import.',
  },
  'quarantine.closed': {
    status: 409,
    title: 'Row already closed',
    cause: 'This row was mended or dismissed before.',
    hint: 'Reload the list.',
  },
});
