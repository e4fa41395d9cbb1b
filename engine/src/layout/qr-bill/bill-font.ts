import { familyOf } from '../../text/font-family.ts';
import type { Scope } from '../scope.ts';

/** What SIX allows (Swiss Implementation Guidelines QR-bill 2.3, 3.4), with the names that editions of these typefaces have. */
const ALLOWED = /^(?:Arial|Frutiger|(?:Neue )?Helvetica|Liberation Sans)\b(?! Narrow)/i;

export const isAllowedOnBills = (family: string): boolean => ALLOWED.test(family);

/** Says that a bill is set in a typeface that banks need not take; a font that does not say its name is not judged. */
export function checkBillFont(scope: Scope, style: string, source: string): void {
  const family = familyOf(scope.styles.paragraph(style).faces.regular);
  if (family === '' || isAllowedOnBills(family)) return;
  scope.findings.warn(
    'layout.qr-bill-font',
    `The QR-bill is set in ${family}; Arial, Frutiger, Helvetica and Liberation Sans are allowed.`,
    source,
    {
      hint: 'Name a paragraph style with one of these fonts as "style" of the QR-bill.',
      key: family,
    },
  );
}
