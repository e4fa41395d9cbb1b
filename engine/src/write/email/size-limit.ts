import type { Diagnostic } from '../../diagnostics.ts';

/** Bytes of HTML that Gmail shows; it cuts the rest off, with a link to the whole message. */
export const MOST_HTML = 102 * 1024;

export function tooLarge(bytes: number): Diagnostic {
  const message = `The e-mail has ${Math.ceil(bytes / 1024)} KB of HTML; Gmail shows the first 102.`;
  const hint = 'Put long tables into the letter, and a link or the attachment into the message.';
  return { severity: 'warning', code: 'email.too-large', message, place: { part: 'template', pointer: '/body' }, hint };
}
