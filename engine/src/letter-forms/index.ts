/**
 * `@posthorn/engine/letter-forms`: forms of letters with the envelopes that they are seen through: DIN 5008 A and B, US #10, Swiss C5. For those who
 * make and change page masters.
 */

export { type Envelope, envelopes, type LetterForm, letterForms, type Seen, seenThrough } from './envelopes.ts';
export { formOf, forms, inForm } from './forms.ts';
export { contains, overlap, type Sheet, sheetOf, tidy } from './sheet.ts';
