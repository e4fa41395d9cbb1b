/** Parameters of FlateDecode and LZWDecode (ISO 32000-1, Table 8). */
export interface PredictorParameters {
  readonly predictor: number;
  readonly colors: number;
  readonly bitsPerComponent: number;
  readonly columns: number;
}

/** Undoes a predictor: 2 is that of TIFF, 10 and more those of PNG. */
export function undoPredictor(bytes: Uint8Array, parameters: PredictorParameters): Uint8Array {
  const { predictor, colors, bitsPerComponent, columns } = parameters;
  if (predictor < 2 || colors < 1 || columns < 1 || bitsPerComponent < 1) return bytes;
  const rowLength = Math.ceil((colors * bitsPerComponent * columns) / 8);
  const pixel = Math.max(1, (colors * bitsPerComponent) >> 3);
  return predictor === 2 ? undoTiff(bytes, rowLength, colors, bitsPerComponent) : undoPng(bytes, rowLength, pixel);
}

function undoTiff(bytes: Uint8Array, rowLength: number, colors: number, bits: number): Uint8Array {
  const out = bytes.slice();
  // Other depths occur in images only, whose samples no rule looks at.
  if (bits !== 8) return out;
  for (let row = 0; row < out.length; row += rowLength)
    for (let i = colors; i < rowLength && row + i < out.length; i++) out[row + i] = out[row + i]! + out[row + i - colors]!;
  return out;
}

function undoPng(bytes: Uint8Array, rowLength: number, pixel: number): Uint8Array {
  const rows = Math.ceil(bytes.length / (rowLength + 1));
  const out = new Uint8Array(Math.max(0, bytes.length - rows));
  for (let row = 0; row < rows; row++) {
    const from = row * (rowLength + 1);
    const to = row * rowLength;
    const kind = bytes[from];
    const length = Math.min(rowLength, bytes.length - from - 1);
    for (let i = 0; i < length; i++) {
      const left = i >= pixel ? out[to + i - pixel]! : 0;
      const up = row > 0 ? out[to + i - rowLength]! : 0;
      const corner = row > 0 && i >= pixel ? out[to + i - rowLength - pixel]! : 0;
      out[to + i] = bytes[from + 1 + i]! + pngPrediction(kind, left, up, corner);
    }
  }
  return out;
}

function pngPrediction(kind: number | undefined, left: number, up: number, corner: number): number {
  switch (kind) {
    case 1:
      return left;
    case 2:
      return up;
    case 3:
      return (left + up) >> 1;
    case 4: {
      const guess = left + up - corner;
      const [dLeft, dUp, dCorner] = [Math.abs(guess - left), Math.abs(guess - up), Math.abs(guess - corner)];
      if (dLeft <= dUp && dLeft <= dCorner) return left;
      return dUp <= dCorner ? up : corner;
    }
    default:
      return 0;
  }
}
