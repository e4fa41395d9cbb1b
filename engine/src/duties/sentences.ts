import type { Diagnostic, Place } from '../diagnostics.ts';
import type { Channel } from '../template/model.ts';
import type { Duty, DutyPosition } from './duty.ts';

/** The findings of duties in words. */

const WHERE: Readonly<Record<Channel, string>> = {
  letter: 'in the letter',
  email: 'in the e-mail',
  web: 'on the web page',
  sms: 'in the SMS',
  chat: 'in the chat message',
  push: 'in the push message',
};

const POSITIONS: Readonly<Record<DutyPosition, string>> = {
  'before-signature': 'before the signature',
  'after-signature': 'after the signature',
  start: 'at the start',
  end: 'at the end',
  'first-page': 'on the first page',
};

const wanted = ({ name, source }: Duty): string => `“${name}” (${source})`;

const finding = (code: string, place: Place, message: string, hint: string): Diagnostic => ({
  severity: 'error',
  code,
  message,
  place,
  hint,
});

export const missing = (duty: Duty, channel: Channel, place: Place): Diagnostic =>
  finding(
    'duty.missing',
    place,
    `${wanted(duty)} asks for the block “${duty.block}”, which is not ${WHERE[channel]}.`,
    'Put the block in by reference; a copy of its text does not count.',
  );

export const hidden = (duty: Duty, channel: Channel, place: Place): Diagnostic =>
  finding(
    'duty.not-shown',
    place,
    `${wanted(duty)} asks for the block “${duty.block}”, which is not shown ${WHERE[channel]} for this record.`,
    'Take away the condition that hides it, or what keeps it from this channel.',
  );

export const notPrinted = (duty: Duty, place: Place, text: string): Diagnostic =>
  finding(
    'duty.not-shown',
    place,
    `${wanted(duty)}: the block “${duty.block}” is not printed whole; missing is “${shortened(text)}”.`,
    'Look whether it overflows its frame, or whether the font lacks its letters.',
  );

export const changed = (duty: Duty, place: Place): Diagnostic =>
  finding(
    'duty.changed',
    place,
    `${wanted(duty)}: the block “${duty.block}” does not say what was approved.`,
    'Use the approved version of the block, or have the duty changed to this one.',
  );

export const tooSmall = (duty: Duty, channel: Channel, place: Place, size: number): Diagnostic =>
  finding(
    'duty.too-small',
    place,
    `${wanted(duty)} asks for ${points(duty.minimumSize!)} pt; the block “${duty.block}” has ${points(size)} pt ${WHERE[channel]}.`,
    'Choose a larger paragraph style for it.',
  );

export function misplaced(duty: Duty, channel: Channel, place: Place, signed: boolean): Diagnostic {
  const position = duty.position!;
  const aboutSignature = position === 'before-signature' || position === 'after-signature';
  const reason = aboutSignature && !signed ? `there is no signature ${WHERE[channel]}` : `it stands elsewhere ${WHERE[channel]}`;
  const hint =
    aboutSignature && !signed
      ? 'Give the node with the signature the id "signature", or its block the tag "signature".'
      : `Move it so that it stands ${POSITIONS[position]}.`;
  return finding('duty.misplaced', place, `${wanted(duty)} asks for the block “${duty.block}” ${POSITIONS[position]}; ${reason}.`, hint);
}

const points = (size: number): string => String(Math.round(size * 100) / 100);
const shortened = (text: string): string => (text.length > 60 ? `${text.slice(0, 59).trimEnd()}…` : text);
