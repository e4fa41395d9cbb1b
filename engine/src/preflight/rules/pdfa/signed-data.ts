/** What of PKCS#7 signed data (RFC 2315, 9.1) the rules ask for. */
export interface SignedData {
  readonly certificates: number;
  readonly signers: number;
}

interface Element {
  readonly tag: number;
  readonly start: number;
  readonly end: number;
}

/** Reads DER or BER elements one after the other; undefined when they are damaged. */
function elementsIn(bytes: Uint8Array, from: number, to: number): Element[] | undefined {
  const elements: Element[] = [];
  for (let at = from; at < to; ) {
    const tag = bytes[at]!;
    let length = bytes[at + 1];
    if (length === undefined) return undefined;
    let start = at + 2;
    if (length > 0x80) {
      const count = length & 0x7f;
      if (count > 4) return undefined;
      length = 0;
      for (let i = 0; i < count; i++) length = length * 256 + (bytes[start++] ?? 0);
    } else if (length === 0x80) {
      // Indefinite length: the content ends where an end-of-contents element stands at its level.
      const end = endOfContents(bytes, start, to, 0);
      if (end === undefined) return undefined;
      elements.push({ tag, start, end });
      at = end + 2;
      continue;
    }
    if (start + length > to) return undefined;
    elements.push({ tag, start, end: start + length });
    at = start + length;
  }
  return elements;
}

const DEEPEST = 32;

function endOfContents(bytes: Uint8Array, from: number, to: number, depth: number): number | undefined {
  if (depth > DEEPEST) return undefined;
  for (let at = from; at + 1 < to; ) {
    if (bytes[at] === 0 && bytes[at + 1] === 0) return at;
    const length = bytes[at + 1]!;
    if (length === 0x80) {
      const end = endOfContents(bytes, at + 2, to, depth + 1);
      if (end === undefined) return undefined;
      at = end + 2;
    } else {
      const count = length > 0x80 ? length & 0x7f : 0;
      let size = count === 0 ? length : 0;
      for (let i = 0; i < count; i++) size = size * 256 + (bytes[at + 2 + i] ?? 0);
      at += 2 + count + size;
    }
  }
  return undefined;
}

const SEQUENCE = 0x30;
const SET = 0x31;
const CONTEXT_0 = 0xa0;

/** Reads the content of a signature; padding behind it is left out. Undefined when it is no signed data. */
export function readSignedData(bytes: Uint8Array): SignedData | undefined {
  let end = bytes.length;
  while (end > 0 && bytes[end - 1] === 0) end--;
  // Zeros at the end may belong to the data; padding does not hurt where the first element says its length.
  const outer = firstElement(bytes, bytes.length) ?? firstElement(bytes, end);
  if (outer?.tag !== SEQUENCE) return undefined;
  const info = elementsIn(bytes, outer.start, outer.end);
  const explicit = info?.[1];
  if (explicit?.tag !== CONTEXT_0) return undefined;
  const signedData = elementsIn(bytes, explicit.start, explicit.end)?.[0];
  const parts = signedData?.tag === SEQUENCE ? elementsIn(bytes, signedData.start, signedData.end) : undefined;
  if (parts === undefined || parts.length < 4) return undefined;
  const certificates = parts.find(({ tag }) => tag === CONTEXT_0);
  const signers = parts.at(-1)!;
  const count = (element: Element | undefined): number =>
    element === undefined ? 0 : (elementsIn(bytes, element.start, element.end) ?? []).filter(({ tag }) => tag === SEQUENCE).length;
  return { certificates: count(certificates), signers: signers.tag === SET ? count(signers) : 0 };
}

function firstElement(bytes: Uint8Array, to: number): Element | undefined {
  const length = bytes[1];
  if (length === undefined) return undefined;
  if (length === 0x80) {
    const end = endOfContents(bytes, 2, to, 0);
    return end === undefined ? undefined : { tag: bytes[0]!, start: 2, end };
  }
  const count = length > 0x80 ? length & 0x7f : 0;
  let size = count === 0 ? length : 0;
  for (let i = 0; i < count; i++) size = size * 256 + (bytes[2 + i] ?? 0);
  const start = 2 + count;
  return start + size <= to ? { tag: bytes[0]!, start, end: start + size } : undefined;
}
