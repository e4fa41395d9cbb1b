import { registerErrors } from '../platform/errors/index.ts';

/** The errors of governance. */
export const governanceErrors = registerErrors({
  'contact-policy.invalid': {
    status: 422,
    title: 'Contact policy invalid',
    cause: 'The policy contradicts itself, or names what does not exist.',
    hint: 'The message says which rule; correct it.',
  },
  'contact-policy.not-found': {
    status: 404,
    title: 'No such version',
    cause: 'There is no such version of the contact policy.',
    hint: 'The list has all versions.',
  },
  'contact-policy.decided': {
    status: 409,
    title: 'Decided already',
    cause: 'Somebody has approved or refused this version already.',
    hint: 'Propose another change if it is still wanted.',
  },
  'contact-policy.own-proposal': {
    status: 403,
    title: 'Four eyes',
    cause: 'Nobody approves a change of the contact policy that they proposed themselves.',
    hint: 'Ask somebody else with the permission to approve it.',
  },
  'waiting-room.no-date': {
    status: 422,
    title: 'No date',
    cause: 'A message that is to be sent later needs a moment in the future.',
    hint: 'Say until when it shall wait.',
  },
  'simulation.not-found': {
    status: 404,
    title: 'Simulation not found',
    cause: 'There is no such simulation.',
    hint: 'Start it again from the contact policy.',
  },
  'circumstance.not-found': {
    status: 404,
    title: 'Not found',
    cause: 'There is no such circumstance, or it has ended.',
    hint: 'The customer’s page lists them.',
  },
});
