import { registerErrors } from '../platform/errors/index.ts';

export const portalErrors = registerErrors({
  'portal.sign-up-invalid': {
    status: 422,
    title: 'Sign-up cannot be taken',
    cause: 'A form sent something that no consent can be made of.',
    hint: 'The message says which field. The wording must be kept under "Consent texts" first.',
  },
  'portal.too-many': {
    status: 429,
    title: 'Too many requests',
    cause: 'More came from one address than a person would send.',
    hint: 'Wait ten minutes.',
  },
});
