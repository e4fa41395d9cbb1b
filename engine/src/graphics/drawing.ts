import type { Matrix } from './matrix.ts';
import type { Outline } from './outline.ts';

/**
 * A vector drawing as the engine keeps it, whatever it was read from: shapes in the order of painting, `y` downwards. Writers
 * make a PDF form or an SVG of it; since nothing else can be said in it, neither can hold anything but lines and colours.
 */
export interface Drawing {
  /** CSS pixels (1/96 inch). */
  readonly width: number;
  readonly height: number;
  readonly content: readonly DrawingPart[];
}

export type DrawingPart = DrawingShape | DrawingGroup;

export interface DrawingGroup {
  readonly kind: 'group';
  readonly matrix?: Matrix;
  /** Of the group as a whole, 0 to 1. */
  readonly opacity?: number;
  /** Nothing is painted outside of it. In the group's own coordinates, as its children are. */
  readonly clip?: { readonly outline: Outline; readonly evenOdd: boolean };
  readonly children: readonly DrawingPart[];
}

export interface DrawingShape {
  readonly kind: 'shape';
  readonly outline: Outline;
  readonly fill?: { readonly paint: Paint; readonly opacity: number; readonly evenOdd: boolean };
  readonly stroke?: Stroke;
}

export interface Stroke {
  readonly paint: Paint;
  readonly opacity: number;
  readonly width: number;
  readonly cap: 'butt' | 'round' | 'square';
  readonly join: 'miter' | 'round' | 'bevel';
  readonly miterLimit: number;
  readonly dash: readonly number[];
  readonly dashOffset: number;
}

/** `#rrggbb` or a gradient. */
export type Paint = string | Gradient;

export interface Gradient {
  readonly kind: 'linear' | 'radial';
  /** Linear: x1 y1 x2 y2. Radial: fx fy cx cy r. In the space that `matrix` maps to the shape's. */
  readonly points: readonly number[];
  readonly matrix: Matrix;
  /** At least two, offsets from 0 to 1, never falling. */
  readonly stops: readonly { readonly offset: number; readonly color: string; readonly opacity: number }[];
}
