import { registerErrors } from '../platform/errors/index.ts';

/** The errors of delivery. */
export const deliveryErrors = registerErrors({
  'delivery.not-found': {
    status: 404,
    title: 'Delivery not found',
    cause: 'There is no such delivery.',
    hint: 'The deliveries of a communication are listed with it.',
  },
  'delivery.not-unknown': {
    status: 409,
    title: 'Fate is known',
    cause: 'Only a delivery whose fate is unknown can be decided by a person.',
    hint: 'Somebody may have decided it already; look at its receipts.',
  },
  'account.not-found': {
    status: 404,
    title: 'Account not found',
    cause: 'There is no such account.',
    hint: 'The accounts are listed under Channels.',
  },
  'account.wrong-signature': {
    status: 401,
    title: 'Signature is wrong',
    cause: 'The request does not carry the signature that the secret of the account makes.',
    hint: 'Enter the same secret here and at the provider, and let it call the address under which this server is known (POSTHORN_PUBLIC_URL).',
  },
  'account.invalid': {
    status: 422,
    title: 'Account is not complete',
    cause: 'What was entered for the account, or the address of the test message, cannot be used.',
    hint: 'Correct the fields that are named.',
  },
  'account.name-taken': {
    status: 409,
    title: 'Name is taken',
    cause: 'Another account of this channel has the same name.',
    hint: 'Choose another name.',
  },
  'account.in-use': {
    status: 409,
    title: 'Account is in use',
    cause: 'Messages wait for this account, or are being sent over it.',
    hint: 'Let it send them, or wait until they have come to their end; then remove it.',
  },
  'account.unreadable': {
    status: 409,
    title: 'Account cannot be opened',
    cause: 'Its secrets do not decrypt with the master key of this installation, or its kind is unknown here.',
    hint: 'Check POSTHORN_MASTER_KEY, or enter the secrets again.',
  },
  'account.not-here': {
    status: 409,
    title: 'Account is opened elsewhere',
    cause: 'The catcher of the demonstration runs in another process.',
    hint: 'Start the demonstration with `posthorn demo` or `posthorn all`.',
  },
  'delivery.no-source': {
    status: 404,
    title: 'No mail',
    cause: 'This communication was not sent as a mail, or its mail is not built yet.',
    hint: 'Look at the channel and the deliveries of the communication.',
  },
  'mail-signer.invalid': {
    status: 422,
    title: 'Certificate cannot sign',
    cause:
      'The certificate or its private key cannot be read, they do not belong together, or the certificate is not for signing mail now.',
    hint: 'Give the certificate with those above it and the private key, all as PEM; `openssl pkcs12 -in file.p12 -nodes` makes that of a .p12 or .pfx.',
  },
  'mail-signer.not-found': {
    status: 404,
    title: 'Certificate not found',
    cause: 'There is no such certificate.',
    hint: 'The certificates that sign mails are listed under Deliverability.',
  },
  'dkim.not-found': {
    status: 404,
    title: 'Key not found',
    cause: 'There is no such key.',
    hint: 'List the keys; it may be one of another installation.',
  },
  'dkim.not-announced': {
    status: 409,
    title: 'Key not announced',
    cause: 'Only an announced key can be made the one that signs.',
    hint: 'A retired key is destroyed: announce a new one.',
  },
  'dkim.not-published': {
    status: 409,
    title: 'Key not published',
    cause: 'The DNS does not hold the record of this key yet: nobody could check what it signs.',
    hint: 'Publish the record as it is shown, wait until the name servers have it, and try again.',
  },
  'catcher.not-found': {
    status: 404,
    title: 'Caught message not found',
    cause: 'The catcher has no such message.',
    hint: 'List what it has at /api/catcher/messages.',
  },
  'print-stream.not-found': {
    status: 404,
    title: 'Print stream not found',
    cause: 'There is no such print stream.',
    hint: 'The print streams of a run are listed with it.',
  },
  'returned.no-picture': {
    status: 422,
    title: 'Not a picture that can be read',
    cause: 'The file is neither PNG nor JPEG.',
    hint: 'Take the photograph again, or save it as JPEG.',
  },
  'returned.unknown-letter': {
    status: 404,
    title: 'Letter not found',
    cause: 'No letter of this id came back.',
    hint: 'Look for it among the returned letters.',
  },
  'returned.settled-already': {
    status: 409,
    title: 'Settled already',
    cause: 'Somebody has settled meanwhile what becomes of this address.',
    hint: 'Load the list again; what was settled can be undone.',
  },
  'returned.sent-again': {
    status: 409,
    title: 'Sent again already',
    cause: 'The letter was sent again to the address as it is now.',
    hint: 'Put the address right on the screen of the customer.',
  },
  'returned.no-such-recipient': {
    status: 409,
    title: 'Recipient not found',
    cause: 'The letter went to an address that is not on record any more.',
    hint: 'Look at the addresses on the screen of the customer, and send the letter again.',
  },
  'returned.cannot-go-again': {
    status: 409,
    title: 'Letter cannot be sent again',
    cause: 'There is no address, or something stands against writing there.',
    hint: 'The message says what.',
  },
  'print-stream.not-ready': {
    status: 409,
    title: 'Print stream not ready',
    cause: 'The print stream is still being built, or could not be built.',
    hint: 'Wait until its state is "ready".',
  },
});
