import { registerErrors } from '../platform/errors/index.ts';

export const customersErrors = registerErrors({
  'customer.not-found': {
    status: 404,
    title: 'Customer not found',
    cause: 'There is no such customer.',
    hint: 'Look for the name or the number.',
  },
  'consent.invalid': {
    status: 422,
    title: 'Consent cannot be noted',
    cause: 'What is to be noted could not prove anything.',
    hint: 'The message says what is missing or contradicts itself.',
  },
});
