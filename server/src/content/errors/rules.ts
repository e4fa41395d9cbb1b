import { registerErrors } from '../../platform/errors/index.ts';

/** Errors of what content must and must not: who may write it, what laws demand of it, what data it may use. */
registerErrors({
  'content.area-restricted': {
    status: 403,
    title: 'Not yours to write',
    cause: 'Only some may write this template, block or brand.',
    hint: 'Ask one of them, or an administrator to add you to its area.',
  },
  'content.area-unknown': {
    status: 404,
    title: 'Unknown area',
    cause: 'There is no such area of templates, blocks or brands.',
    hint: 'Templates have classes, blocks have departments; ids that begin alike are a folder.',
  },
  'content.passage-locked': {
    status: 403,
    title: 'Passage locked',
    cause: 'A locked passage would be altered, and nothing was saved.',
    hint: 'Put it back as it was; compliance can alter or unlock it.',
  },
  'content.unknown-duty': {
    status: 404,
    title: 'Unknown duty',
    cause: 'There is no such duty in the register.',
    hint: 'Load the register again.',
  },
  'content.duty-changed': {
    status: 409,
    title: 'Duty changed meanwhile',
    cause: 'Somebody changed the duty since it was read; nothing was overwritten.',
    hint: 'Load it again and put your change in anew.',
  },
  'content.duty-unmet': {
    status: 422,
    title: 'Duty not met',
    cause: 'The template lacks what a law or a rule of the house demands, so it does not go to customers.',
    hint: 'Each place is listed with what to do there.',
  },
  'content.attribute-not-allowed': {
    status: 422,
    title: 'Personal data not for this purpose',
    cause:
      'The template uses personal data for a purpose that the register of personal data does not allow, so it does not go to customers.',
    hint: 'Each place is listed: take it out there, or ask compliance about the register.',
  },
  'content.unknown-data-rule': {
    status: 404,
    title: 'Unknown rule',
    cause: 'There is no such rule in the register of personal data.',
    hint: 'Load the register again.',
  },
  'content.data-rule-changed': {
    status: 409,
    title: 'Rule changed meanwhile',
    cause: 'Somebody changed the rule since it was read; nothing was overwritten.',
    hint: 'Load it again and put your change in anew.',
  },
  'content.data-rule-invalid': {
    status: 422,
    title: 'Rule incomplete',
    cause: 'The rule lacks what the register must say about such data.',
    hint: 'Say the legal basis, such as the explicit consent of Art. 9 (2) (a) GDPR.',
  },
});
