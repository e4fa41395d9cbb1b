import type { Gradient } from '../../graphics/drawing.ts';
import { spell } from '../../graphics/outline.ts';
import { colorOperands } from './syntax.ts';

/**
 * A gradient's shading (ISO 32000-1, 8.7.4.5.3 and 8.7.4.5.4), of its colours or, as gray, of its opacities. Beyond its ends the
 * first and the last stop go on.
 */
export function shadingDictionary({ kind, points, stops }: Gradient, channel: 'color' | 'opacity'): string {
  const spelled = points.map(spell);
  const coordinates = kind === 'linear' ? spelled : [spelled[0], spelled[1], '0', spelled[2], spelled[3], spelled[4]];
  const values = stops.map((stop) => ({ offset: stop.offset, value: channel === 'color' ? rgb(stop.color) : spell(stop.opacity) }));
  const space = channel === 'color' ? '/DeviceRGB' : '/DeviceGray';
  const type = kind === 'linear' ? 2 : 3;
  return `<</ShadingType ${type}/ColorSpace${space}/Coords[${coordinates.join(' ')}]/Extend[true true]/Function ${stitched(values)}>>`;
}

const rgb = (color: string): string => {
  const operands = colorOperands(color);
  return operands.includes(' ') ? operands : `${operands} ${operands} ${operands}`;
};

interface Value {
  readonly offset: number;
  readonly value: string;
}

/** One function from 0 to 1 out of a straight one between each two stops. */
function stitched(stops: readonly Value[]): string {
  const all = [...stops];
  if (all[0]!.offset > 0) all.unshift({ offset: 0, value: all[0]!.value });
  if (all.at(-1)!.offset < 1) all.push({ offset: 1, value: all.at(-1)!.value });
  const pieces: string[] = [];
  const bounds: string[] = [];
  for (let i = 1; i < all.length; i++) {
    const [from, to] = [all[i - 1]!, all[i]!];
    // Two stops at one place are a sharp edge: no piece between them.
    if (to.offset === from.offset) continue;
    if (pieces.length > 0) bounds.push(spell(from.offset));
    pieces.push(`<</FunctionType 2/Domain[0 1]/C0[${from.value}]/C1[${to.value}]/N 1>>`);
  }
  if (pieces.length === 1) return pieces[0]!;
  return `<</FunctionType 3/Domain[0 1]/Bounds[${bounds.join(' ')}]/Encode[${pieces.map(() => '0 1').join(' ')}]/Functions[${pieces.join('')}]>>`;
}
