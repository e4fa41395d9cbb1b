/**
 * The operators of content streams (ISO 32000-1, annex A). Any other is undefined; between `BX` and `EX` readers ignore it, PDF/A allows
 * none at all.
 */
export const knownOperators: ReadonlySet<string> = new Set(
  (
    'b B b* B* BDC BI BMC BT BX c cm CS cs d d0 d1 Do DP EI EMC ET EX f F f* G g gs h i ID j J K k l m M MP n q Q re RG rg ri s S SC sc ' +
    'SCN scn sh T* Tc Td TD Tf Tj TJ TL Tm Tr Ts Tw Tz v w W W* y \' "'
  ).split(' '),
);

/** Operators that paint a path; whether they fill and stroke. */
export const pathPainters: Readonly<Record<string, { readonly fill: boolean; readonly stroke: boolean }>> = {
  S: { fill: false, stroke: true },
  s: { fill: false, stroke: true },
  f: { fill: true, stroke: false },
  F: { fill: true, stroke: false },
  'f*': { fill: true, stroke: false },
  B: { fill: true, stroke: true },
  'B*': { fill: true, stroke: true },
  b: { fill: true, stroke: true },
  'b*': { fill: true, stroke: true },
};
