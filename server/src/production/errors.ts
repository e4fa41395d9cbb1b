import { registerErrors } from '../platform/errors/index.ts';

/** The errors of production. */
export const productionErrors = registerErrors({
  'run.not-found': {
    status: 404,
    title: 'Run not found',
    cause: 'There is no such run.',
    hint: 'List the runs with "posthorn run status".',
  },
  'run.unknown-template': {
    status: 404,
    title: 'Unknown template',
    cause: 'There is no template of this name.',
    hint: 'List the templates with "posthorn content list", or bring one in with "posthorn content push".',
  },
  'run.needs-answers': {
    status: 409,
    title: 'Needs a clerk',
    cause: 'The template asks questions that must be answered, and in a run nobody is asked.',
    hint: 'Give each question a default, or compose with answers: posthorn compose TEMPLATE --data FILE --answers FILE --out DIR.',
  },
  'run.not-released': {
    status: 409,
    title: 'Nothing released',
    cause: 'No version of this template is released; nothing unreleased goes to a customer.',
    hint: 'Look at the preview and release the version, then start again.',
  },
  'run.empty-selection': {
    status: 422,
    title: 'No records selected',
    cause: 'The selection holds no records.',
    hint: 'Check the name of the dataset and the dates; "posthorn import" brings records in.',
  },
  'run.bad-selection': {
    status: 400,
    title: 'Bad selection',
    cause: 'Dates of a selection are written YYYY-MM-DD, the first not after the last.',
    hint: 'Correct the dates.',
  },
  'run.started-already': {
    status: 409,
    title: 'Run started already',
    cause: 'A run of this template version over this selection was started before; starting it again would send everything twice.',
    hint: 'Resume that run, retry its failures, or narrow the selection to what is new.',
  },
  'run.version-withdrawn': {
    status: 409,
    title: 'Version withdrawn',
    cause: 'The template version of this run was withdrawn in an emergency: nothing more may be composed with it.',
    hint: 'Cancel the run, and start it again when a mended version is released.',
  },
  'run.wrong-state': {
    status: 409,
    title: 'Not in this state',
    cause: 'The run is in a state that does not allow this.',
    hint: 'Look at the state of the run.',
  },
  'run.no-failures': {
    status: 409,
    title: 'Nothing to retry',
    cause: 'The run has no open failures.',
    hint: 'Every selected record has its communication.',
  },
  'communication.not-found': {
    status: 404,
    title: 'Communication not found',
    cause: 'There is no such communication.',
    hint: 'Search for it by customer, reference or date.',
  },
  'copy.impossible': {
    status: 409,
    title: 'Letter cannot be composed again',
    cause: 'What it is made from is not there any more, or too many copies of it are.',
    hint: 'The message says what.',
  },
  'rendition.not-found': {
    status: 404,
    title: 'Rendition not found',
    cause: 'The communication has no rendition of this kind.',
    hint: 'Its renditions are listed with the communication.',
  },
});
