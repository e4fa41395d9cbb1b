import { registerErrors } from '../platform/errors/index.ts';

/** The errors of campaigns. */
export const campaignErrors = registerErrors({
  'campaign.not-found': {
    status: 404,
    title: 'No such campaign',
    cause: 'There is no campaign with this id.',
    hint: 'The list of campaigns has all of them.',
  },
  'campaign.invalid': {
    status: 422,
    title: 'Campaign invalid',
    cause: 'What was said about the campaign contradicts itself, or names what does not exist.',
    hint: 'The message says what; correct it.',
  },
  'campaign.bad-rule': {
    status: 422,
    title: 'Condition invalid',
    cause: 'The condition of the audience cannot be read, or asks for what customers do not have.',
    hint: 'Correct it at the place that the message names; the fields of customers are listed beside it.',
  },
  'campaign.changed': {
    status: 409,
    title: 'Changed meanwhile',
    cause: 'Somebody else has changed the campaign since it was read.',
    hint: 'Read it again, and change or approve what is there now.',
  },
  'campaign.wrong-state': {
    status: 409,
    title: 'Not possible now',
    cause: 'A campaign is planned, approved, started and ended in this order; this is not possible in its present state.',
    hint: 'Look at what state it is in.',
  },
  'campaign.own-change': {
    status: 403,
    title: 'Four eyes',
    cause: 'Nobody approves a campaign in which they wrote themselves.',
    hint: 'Ask somebody else with the permission to approve it.',
  },
  'campaign.not-ready': {
    status: 409,
    title: 'Not ready',
    cause: 'The checklist names something that must be mended first.',
    hint: 'Mend what the checklist calls blocking, then approve.',
  },
});
