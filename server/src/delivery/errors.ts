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
  'delivery.no-source': {
    status: 404,
    title: 'No mail',
    cause: 'This communication was not sent as a mail, or its mail is not built yet.',
    hint: 'Look at the channel and the deliveries of the communication.',
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
  'print-stream.not-ready': {
    status: 409,
    title: 'Print stream not ready',
    cause: 'The print stream is still being built, or could not be built.',
    hint: 'Wait until its state is "ready".',
  },
});
