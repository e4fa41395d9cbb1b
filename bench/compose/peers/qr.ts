import QRCode from 'qrcode';

/** The dark runs of a QR code's rows: column, row, length; and the code's size in modules. */
export function qrRuns(payload: string): { readonly size: number; readonly runs: readonly (readonly [number, number, number])[] } {
  const { size, data } = QRCode.create(payload, { errorCorrectionLevel: 'M' }).modules;
  const runs: [number, number, number][] = [];
  for (let y = 0; y < size; y++) {
    for (let x = 0; x < size; x++) {
      const start = x;
      while (x < size && data[y * size + x]) x++;
      if (x > start) runs.push([start, y, x - start]);
    }
  }
  return { size, runs };
}

/** As SVG. */
export function qrSvg(payload: string): string {
  const { size, runs } = qrRuns(payload);
  const d = runs.map(([x, y, length]) => `M${x} ${y}h${length}v1h-${length}z`).join('');
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${size} ${size}" width="${size}" height="${size}"><path d="${d}"/></svg>`;
}
