import { registerErrors } from '../platform/errors/index.ts';

export const customersErrors = registerErrors({
  'customer.not-found': {
    status: 404,
    title: 'Customer not found',
    cause: 'There is no such customer.',
    hint: 'Look for the name or the number.',
  },
  'customer.wishes-invalid': {
    status: 422,
    title: 'Wishes cannot be kept',
    cause: 'A wish contradicts itself or names something that does not exist.',
    hint: 'The message says which wish and why.',
  },
  'suppression.wrong-columns': {
    status: 422,
    title: 'Columns missing',
    cause: 'The file of a suppression list has not the columns that its kind needs.',
    hint: 'The first line names the columns: email; phone; number; name, street, houseNumber, postcode; or hash.',
    exitCode: 2,
  },
  'suppression.unknown-list': {
    status: 404,
    title: 'Unknown list',
    cause: 'There is no suppression list of this name.',
    hint: 'See "posthorn suppress --lists".',
    exitCode: 2,
  },
  'consent-import.wrong-columns': {
    status: 422,
    title: 'Columns missing',
    cause: 'The file of consents has not the columns that are needed.',
    hint: 'The first line names the columns: number or email, channel, at, way, proof, and more; others can be named by --column field=name.',
    exitCode: 2,
  },
  'consent.invalid': {
    status: 422,
    title: 'Consent cannot be noted',
    cause: 'What is to be noted could not prove anything.',
    hint: 'The message says what is missing or contradicts itself.',
  },
});
