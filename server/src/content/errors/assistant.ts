import { registerErrors } from '../../platform/errors/index.ts';

/** Errors of the language model that proposes texts. */
registerErrors({
  'assistant.off': {
    status: 409,
    title: 'No language model',
    cause: 'No language model is configured; this is the default.',
    hint: 'Set POSTHORN_ASSISTANT_URL and POSTHORN_ASSISTANT_MODEL to have wordings proposed.',
  },
  'assistant.text-unfit': {
    status: 422,
    title: 'Text not fit to be sent',
    cause: 'Only words and placeholders go to a language model.',
    hint: 'Replace every field by a placeholder of its own, such as «1».',
  },
  'assistant.placeholder-lost': {
    status: 422,
    title: 'Proposal refused',
    cause: 'The language model changed which values stand in the text.',
    hint: 'Try again, or choose a shorter passage.',
  },
  'assistant.busy': {
    status: 503,
    title: 'Language model busy',
    cause: 'The provider of the language model takes no more requests for now.',
    hint: 'Try again in a minute.',
  },
  'assistant.unreachable': {
    status: 502,
    title: 'Language model not reached',
    cause: 'The provider of the language model did not answer, or failed.',
    hint: 'Try again; if it lasts, look at POSTHORN_ASSISTANT_URL.',
  },
  'assistant.refused': {
    status: 502,
    title: 'Language model refused',
    cause: 'The provider of the language model did not accept the request.',
    hint: 'Look at POSTHORN_ASSISTANT_KEY and POSTHORN_ASSISTANT_MODEL.',
  },
  'assistant.unusable': {
    status: 502,
    title: 'Answer unusable',
    cause: 'What the language model answered is no text that can be used.',
    hint: 'Try again, or choose a shorter passage.',
  },
});
