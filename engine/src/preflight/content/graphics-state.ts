import type { AnyFont } from '../fonts/read-font.ts';
import { PdfName, type PdfValue } from '../read/values.ts';

/** What of the graphics state the rules ask for. Copied by `q`, brought back by `Q`. */
export interface GraphicsState {
  fill: PdfValue;
  stroke: PdfValue;
  /** Pattern chosen by `scn` or `SCN`. */
  fillPattern: PdfValue;
  strokePattern: PdfValue;
  fillOverprint: boolean;
  strokeOverprint: boolean;
  overprintMode: number;
  font: AnyFont | undefined;
  fontSize: number;
  renderMode: number;
  charSpacing: number;
  wordSpacing: number;
  /** Horizontal scaling, 1 is normal. */
  scaling: number;
  leading: number;
}

export const deviceGray = new PdfName('DeviceGray');
export const deviceRgb = new PdfName('DeviceRGB');
export const deviceCmyk = new PdfName('DeviceCMYK');
export const patternSpace = new PdfName('Pattern');

/** The state at the beginning of a page (ISO 32000-1, table 52). */
export function initialState(): GraphicsState {
  return {
    fill: deviceGray,
    stroke: deviceGray,
    fillPattern: null,
    strokePattern: null,
    fillOverprint: false,
    strokeOverprint: false,
    overprintMode: 0,
    font: undefined,
    fontSize: 0,
    renderMode: 0,
    charSpacing: 0,
    wordSpacing: 0,
    scaling: 1,
    leading: 0,
  };
}
