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
  'mail-key.unreadable': {
    status: 422,
    title: 'Not a key that can be read',
    cause: 'What was given is neither a certificate (X.509) nor a public key of OpenPGP, or it is damaged.',
    hint: 'Ask the customer for the certificate as .pem, .crt or .cer, or for the public key as .asc.',
    exitCode: 2,
  },
  'mail-key.not-usable': {
    status: 422,
    title: 'Key cannot be used',
    cause: 'Nothing can be encrypted with this key: it has expired, was revoked, or is not for that.',
    hint: 'Ask the customer for the one that is in use now.',
  },
  'mail-key.other-address': {
    status: 422,
    title: 'Key of another address',
    cause: 'The key names none of the e-mail addresses that the customer has here.',
    hint: 'Check whose key it is; if the customer has a new address, enter that first.',
  },
  'mail-key.not-found': {
    status: 404,
    title: 'Key not found',
    cause: 'The customer has no such key.',
    hint: 'The keys of a customer are listed with the customer.',
  },
  'consent.invalid': {
    status: 422,
    title: 'Consent cannot be noted',
    cause: 'What is to be noted could not prove anything.',
    hint: 'The message says what is missing or contradicts itself.',
  },
});
