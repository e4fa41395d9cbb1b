import { registerErrors } from '../../platform/errors/index.ts';

/** Errors on the way to release: reviews with their stages, proofs, comments and suggestions. */
registerErrors({
  'content.not-draft': {
    status: 409,
    title: 'Not a draft',
    cause: 'Only a draft can be released; this version was released before.',
    hint: 'Push a changed template: it becomes a new draft.',
  },
  'content.in-review': {
    status: 409,
    title: 'In review',
    cause: 'The draft was submitted and waits for its release.',
    hint: 'Take it back to go on writing.',
  },
  'content.block-unreleased': {
    status: 422,
    title: 'Blocks not released',
    cause: 'The document refers to blocks of which no version was released: nothing unreleased goes to a customer.',
    hint: 'Submit these blocks and have them released first.',
  },
  'content.nothing-changed': {
    status: 409,
    title: 'Nothing changed',
    cause: 'The draft, and all it is made of, is the same as the newest version.',
    hint: 'Discard the draft.',
  },
  'content.window-invalid': {
    status: 400,
    title: 'Days invalid',
    cause: 'The wording would end before it begins.',
    hint: 'Give days such as 2027-01-31; both count.',
  },
  'content.own-change': {
    status: 403,
    title: 'Own change',
    cause: 'You changed something in this version: nobody releases a change of their own, whoever submitted it.',
    hint: 'Ask somebody who wrote nothing in it.',
  },
  'content.decided-before': {
    status: 403,
    title: 'Decided before',
    cause: 'You decided another stage of this version; every stage is for another person.',
    hint: 'Ask somebody else who may decide this stage.',
  },
  'content.review-decided': {
    status: 409,
    title: 'Decided already',
    cause: 'The review of this version is closed.',
    hint: 'Load it again to see what was decided.',
  },
  'content.stages-open': {
    status: 409,
    title: 'Stages open',
    cause: 'Versions of this class go through several stages, not one step.',
    hint: 'Start a draft from the version and submit it.',
  },
  'content.not-released': {
    status: 409,
    title: 'Not released',
    cause: 'Only the released version can be withdrawn.',
    hint: 'Load the template again: another version may be released by now.',
  },
  'content.unknown-comment': {
    status: 404,
    title: 'Unknown comment',
    cause: 'There is no such comment on this template or block.',
    hint: 'Load the comments again.',
  },
  'content.unknown-deputy': {
    status: 422,
    title: 'Unknown deputy',
    cause: 'There is nobody of this id who may sign in and stand in for you.',
    hint: 'Choose one of your colleagues.',
  },
  'content.unknown-absence': {
    status: 404,
    title: 'Unknown absence',
    cause: 'There is no such absence, or it is over.',
    hint: 'Load the list again.',
  },
  'content.unknown-proof': {
    status: 404,
    title: 'Unknown proof',
    cause: 'There is no such proof.',
    hint: 'Load the review again: it may have been proved anew.',
  },
  'content.proof-refused': {
    status: 409,
    title: 'Difference refused',
    cause: 'Somebody refused a difference that the proof found.',
    hint: 'Return the version with the reason, or have the difference looked at again and taken as expected.',
  },
  'content.suggestions-open': {
    status: 409,
    title: 'Suggestions open',
    cause: 'What is submitted is frozen, and nobody has decided yet about changes that were suggested.',
    hint: 'Accept or reject each of them, or all at once, then submit again.',
  },
  'content.suggestion-not-yours': {
    status: 403,
    title: "Somebody else's suggestion",
    cause: 'What others suggest may be changed and decided about only by who is writing the draft.',
    hint: 'Comment on it, or take over the writing.',
  },
  'content.suggestion-decided': {
    status: 409,
    title: 'Suggestion decided',
    cause: 'The suggestion was accepted, rejected or withdrawn meanwhile.',
    hint: 'Load the suggestions again; suggest anew what is still missing.',
  },
  'content.suggestion-invalid': {
    status: 422,
    title: 'Suggestion invalid',
    cause: 'The suggestion names words that its text does not have, puts in what is no running text and no node, or changes nothing.',
    hint: '"from" and "to" are offsets into "text", "inserted" is a text in short form or a list of inline nodes; "gone" and "come" are lists of nodes.',
  },
});
