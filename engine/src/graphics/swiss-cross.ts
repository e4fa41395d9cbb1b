/**
 * The cross in the middle of a Swiss QR code (SIX, Swiss Implementation Guidelines QR-bill 2.3, 6.4.2): a black square of 7 mm
 * with a white edge and a white cross, in a code of 46 mm.
 */

/** Side of the overlay in parts of the code's. */
export const CROSS_SHARE = 7 / 46;

export interface CrossPart {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly fill: '#000000' | '#ffffff';
}

/** Arms of the cross of the Swiss flag: 20 long and 6 wide of 32 (Federal Act on the Protection of the Coat of Arms, annex 2). */
const [SIDE, LONG, WIDE] = [32, 20, 6];
/** White edge around the black square. */
const EDGE = 0.06;

/** The rectangles of the overlay, for a code as wide as given. */
export function swissCross(codeWidth: number): CrossPart[] {
  const side = codeWidth * CROSS_SHARE;
  const from = (codeWidth - side) / 2;
  const inner = side * (1 - 2 * EDGE);
  const centred = (width: number, height: number, fill: CrossPart['fill']): CrossPart => ({
    ...{ x: (codeWidth - width) / 2, y: (codeWidth - height) / 2, width, height, fill },
  });
  return [
    { x: from, y: from, width: side, height: side, fill: '#ffffff' },
    centred(inner, inner, '#000000'),
    centred((inner * LONG) / SIDE, (inner * WIDE) / SIDE, '#ffffff'),
    centred((inner * WIDE) / SIDE, (inner * LONG) / SIDE, '#ffffff'),
  ];
}
