import type { Sheet } from '@posthorn/engine/letter-forms';

/** Millimetres beside the sheet that rulers take. */
export const RULER = 8;

/** Rulers along the top and the left edge: a stroke for every millimetre, a longer one for five, a figure for ten. */
export function Rulers({
  sheet,
  at,
}: {
  readonly sheet: Sheet;
  readonly at: { readonly x: readonly number[]; readonly y: readonly number[] };
}) {
  const across = strokes(sheet.width).map(({ place, length }) => `M${place} ${-length}V0`);
  const down = strokes(sheet.height).map(({ place, length }) => `M${-length} ${place}H0`);
  return (
    <g className="bd-rulers" aria-hidden>
      <rect x={-RULER} y={-RULER} width={sheet.width + RULER} height={RULER} />
      <rect x={-RULER} y={-RULER} width={RULER} height={sheet.height + RULER} />
      <path d={across.join('')} />
      <path d={down.join('')} />
      {tens(sheet.width).map((place) => (
        <text key={place} x={place} y={-4.4} textAnchor="middle">
          {place}
        </text>
      ))}
      {tens(sheet.height).map((place) => (
        <text key={place} transform={`translate(-4.4 ${place}) rotate(-90)`} textAnchor="middle">
          {place}
        </text>
      ))}
      {at.x.map((place) => (
        <path key={place} className="bd-ruler-at" d={`M${place} ${-RULER}V0`} />
      ))}
      {at.y.map((place) => (
        <path key={place} className="bd-ruler-at" d={`M${-RULER} ${place}H0`} />
      ))}
    </g>
  );
}

const strokes = (length: number) =>
  Array.from({ length: Math.floor(length) + 1 }, (_, place) => ({ place, length: place % 10 === 0 ? 3.4 : place % 5 === 0 ? 2.2 : 1.1 }));

const tens = (length: number): number[] => Array.from({ length: Math.floor(length / 10) }, (_, i) => 10 * (i + 1));
