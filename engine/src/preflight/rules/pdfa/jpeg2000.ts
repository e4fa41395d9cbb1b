import { bytesToText } from '../../read/index.ts';

/** What the boxes of a JPEG 2000 image say (ISO/IEC 15444-1, Annex I), or its codestream where it has no boxes. */
export interface Jpeg2000 {
  /** Channels without opacity. */
  readonly channels: number;
  readonly bits: number;
  readonly depthsDiffer: boolean;
  /** The `colr` boxes of the image header. */
  readonly colours: readonly { readonly method: number; readonly approximation: number; readonly enumerated: number | undefined }[];
}

interface Growing {
  components: number;
  bits: number;
  depthsDiffer: boolean;
  opacity: number;
  palette: number | undefined;
  readonly colours: { method: number; approximation: number; enumerated: number | undefined }[];
}

const MOST_BOXES = 1000;

/** Reads the header of a JPEG 2000 image. */
export function readJpeg2000(bytes: Uint8Array): Jpeg2000 {
  const found: Growing = { components: 0, bits: 0, depthsDiffer: false, opacity: 0, palette: undefined, colours: [] };
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (bytes[0] === 0xff && bytes[1] === 0x4f) readCodestream(view, 0, found);
  else readBoxes(view, 0, bytes.length, found, { left: MOST_BOXES });
  const { bits, depthsDiffer, colours } = found;
  return { channels: (found.palette ?? found.components) - found.opacity, bits, depthsDiffer, colours };
}

function readBoxes(view: DataView, from: number, to: number, found: Growing, budget: { left: number }): void {
  for (let at = from; at + 8 <= to && budget.left-- > 0; ) {
    let length = view.getUint32(at);
    const type = bytesToText(new Uint8Array(view.buffer, view.byteOffset + at + 4, 4));
    let start = at + 8;
    if (length === 1 && at + 16 <= to) {
      length = view.getUint32(at + 8) * 2 ** 32 + view.getUint32(at + 12);
      start = at + 16;
    } else if (length === 0) length = to - at;
    const end = Math.min(to, at + length);
    if (end < start) return;
    readBox(view, type, start, end, found, budget);
    at = end;
  }
}

function readBox(view: DataView, type: string, start: number, end: number, found: Growing, budget: { left: number }): void {
  const size = end - start;
  if (type === 'jp2h') readBoxes(view, start, end, found, budget);
  else if (type === 'ihdr' && size >= 14) {
    found.components = view.getUint16(start + 8);
    found.bits = (view.getUint8(start + 10) & 0x7f) + 1;
    // 255 says that each component has a depth of its own.
    if (view.getUint8(start + 10) === 255) found.depthsDiffer = true;
  } else if (type === 'bpcc') {
    // The box is there only where depths differ.
    found.depthsDiffer = true;
    if (size > 0) found.bits = (view.getUint8(start) & 0x7f) + 1;
  } else if (type === 'colr' && size >= 3) {
    const method = view.getUint8(start);
    const enumerated = method === 1 && size >= 7 ? view.getUint32(start + 3) : undefined;
    found.colours.push({ method, approximation: view.getUint8(start + 2), enumerated });
  } else if (type === 'pclr' && size >= 3) found.palette = view.getUint8(start + 2);
  else if (type === 'cdef' && size >= 2) {
    const count = Math.min(view.getUint16(start), Math.floor((size - 2) / 6));
    for (let i = 0; i < count; i++) {
      const kind = view.getUint16(start + 2 + i * 6 + 2);
      if (kind === 1 || kind === 2) found.opacity++;
    }
  } else if (type === 'jp2c' && found.components === 0) readCodestream(view, start, found);
}

/** The marker SIZ follows the beginning of a codestream. */
function readCodestream(view: DataView, start: number, found: Growing): void {
  if (start + 42 > view.byteLength || view.getUint16(start + 2) !== 0xff51) return;
  found.components = view.getUint16(start + 40);
  const depths = new Set<number>();
  for (let i = 0; i < found.components && start + 42 + i * 3 < view.byteLength; i++) depths.add(view.getUint8(start + 42 + i * 3));
  found.depthsDiffer = depths.size > 1;
  found.bits = ((depths.values().next().value ?? 0) & 0x7f) + 1;
}
