import type { ProviderReceipt } from '../../receipts/types.ts';
import type { LetterNews } from '../letters/news.ts';
import type { EpostStatus } from './interface.ts';

/** States of registered letters (https://api.epost.docuguide.com/trackStatusCodes.json) after which the letter has arrived. */
const arrived = new Set([
  ...['DELIVERED', 'FETCHED', 'FETCHED_PACKSTATION', 'FETCHED_NOTIFIED', 'DELIVERED_PO_BOX', 'CONFIRMED', 'CONFIRMATION_PENDING'],
  ...['FETCHED_PENDING_DELIVERY_CONFIRMATION', 'FETCHED_PO_BOX_PENDING_DELIVERY_CONFIRMATION'],
  'FETCHED_KEY_ACCOUNT_PENDING_DELIVERY_CONFIRMATION',
]);
/** And those after which nobody has it whom it was for. */
const cameBack = new Set(['SENT_BACK', 'RETURNED_TO_SENDER', 'CONFIRMED_BY_SENDER', 'UNDELIVERABLE', 'MARBURG']);

const final: ReadonlySet<string> = new Set(['delivered', 'returned']);

/** What a state of a letter tells. @param deliveryId ours, which the interface repeats as `custom1` */
export function newsOf(status: EpostStatus, deliveryId: string): LetterNews {
  const tracking = status.registeredLetterID ? { number: status.registeredLetterID } : undefined;
  const receipts = [...processing(status), ...registered(status)].map((one) => ({ ...one, deliveryId }));
  // Of a plain letter that was posted nothing more is told.
  const ended =
    status.statusID === 99 || (status.statusID === 4 && !status.registeredLetter) || receipts.some(({ kind }) => final.has(kind));
  return { deliveryId, receipts, ended, ...(tracking && { tracking }) };
}

type Told = Omit<ProviderReceipt, 'deliveryId'>;

/** 1 taken, 2 checked, 3 with the printer, 4 posted, 99 cannot be processed. */
function processing(status: EpostStatus): readonly Told[] {
  const { letterID, statusID, statusDetails } = status;
  const eventId = `${letterID} ${statusID}`;
  const said = `${statusID} ${statusDetails ?? ''}`.trim();
  if (statusID === 99) {
    const errors = (status.errorList ?? []).map(({ code, description }) => [code, description].filter(Boolean).join(' '));
    return [{ kind: 'expired', detail: [said, ...errors].join('; '), eventId, ...moment(status.processedDate) }];
  }
  const at = [status.createdDate, status.processedDate, status.printUploadDate, status.printFeedbackDate][statusID - 1];
  return statusID >= 1 && statusID <= 4 ? [{ kind: 'accepted', detail: said, eventId, ...moment(at) }] : [];
}

function registered({
  letterID,
  registeredLetterID,
  registeredLetterStatus: said,
  registeredLetterStatusDate,
}: EpostStatus): readonly Told[] {
  if (!registeredLetterID || !said) return [];
  // Some answers bring the code, some the code with its sentence.
  const code = /[A-Z][A-Z_]+/.exec(said)?.[0] ?? '';
  const shared = {
    detail: `${registeredLetterID}: ${said}`,
    eventId: `${letterID} ${code || said}`,
    ...moment(registeredLetterStatusDate),
  };
  if (arrived.has(code)) return [{ ...shared, kind: 'delivered' }];
  if (cameBack.has(code)) return [{ ...shared, kind: 'returned' }];
  return [{ ...shared, kind: 'delayed' }];
}

function moment(value: string | null | undefined): { readonly at?: Date } {
  const at = value ? new Date(value) : undefined;
  return at === undefined || Number.isNaN(at.getTime()) ? {} : { at };
}
