import { registerErrors } from '../platform/errors/index.ts';

export const customersErrors = registerErrors({
  'customer.not-found': {
    status: 404,
    title: 'Customer not found',
    cause: 'There is no such customer.',
    hint: 'Look for the name or the number.',
  },
});
