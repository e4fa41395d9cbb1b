import { registerErrors } from '../platform/errors/index.ts';

/** Errors of content: files of a template that cannot be read, versions that cannot be released. */
export const contentErrors = registerErrors({
  'content.folder-missing': {
    status: 404,
    title: 'Template not found',
    cause: 'There is no template file at this place.',
    hint: 'Give a template.json, or a folder that has one.',
    exitCode: 2,
  },
  'content.file-invalid': {
    status: 400,
    title: 'File invalid',
    cause: 'A file of the template is missing or is not valid JSON.',
    hint: 'The message names the file and the place.',
    exitCode: 2,
  },
  'content.asset-missing': {
    status: 400,
    title: 'Asset missing',
    cause: 'A font or image that the brand names is not there.',
    hint: 'Paths are relative to brand.json; "npm:package/path" is looked for in node_modules, so run "npm ci" first.',
    exitCode: 2,
  },
  'content.has-errors': {
    status: 422,
    title: 'Template has errors',
    cause: 'The template has errors, so it can be neither composed nor released.',
    hint: 'Run "posthorn check TEMPLATE": it shows each of them with its place.',
    exitCode: 1,
  },
  'content.unknown-template': {
    status: 404,
    title: 'Unknown template',
    cause: 'There is no such template.',
    hint: 'See "posthorn content list".',
    exitCode: 2,
  },
  'content.unknown-version': {
    status: 404,
    title: 'Unknown version',
    cause: 'There is no such version of a template.',
    hint: 'See "posthorn content list".',
    exitCode: 2,
  },
  'content.not-draft': {
    status: 409,
    title: 'Not a draft',
    cause: 'Only a draft can be released; this version was released before.',
    hint: 'Push a changed template: it becomes a new draft.',
  },
  'content.no-sample': {
    status: 404,
    title: 'No sample',
    cause: 'The version has no sample record of this number.',
    hint: 'Put records, one per line, into sample.jsonl beside the template and push again.',
  },
  'content.cannot-compose': {
    status: 422,
    title: 'Cannot be composed',
    cause: 'The sample record cannot be composed with this version.',
    hint: 'The errors name the places.',
  },
  'data.invalid': {
    status: 400,
    title: 'Data unreadable',
    cause: 'The data file cannot be read.',
    hint: 'Data is JSON Lines (one record per line), a JSON array, or CSV with a header line.',
    exitCode: 2,
  },
});
