import { latin1 } from '#runtime';
import { pdfDate } from '../metadata.ts';
import { concat, streamObject } from '../objects.ts';
import { ForeignPdfError, OwnPdf } from '../read-own-pdf.ts';
import { textString } from '../syntax.ts';

export interface SignatureOptions {
  /**
   * Signs the bytes: gives a detached CMS (PKCS #7) in DER with the certificate and the digest SHA-256, as PAdES wants
   * (ETSI EN 319 142-1). May ask a signing service.
   */
  sign(bytes: Uint8Array): Uint8Array | Promise<Uint8Array>;
  /** Name of a field of kind `signature`; the first that is not signed if absent. Where there is none the signature is not seen. */
  readonly field?: string;
  /** Who signs, why and where. */
  readonly name?: string;
  readonly reason?: string;
  readonly location?: string;
  /** The moment of signing, ISO 8601. */
  readonly now?: string;
  /** Bytes kept for the CMS; 16,384 if absent. */
  readonly size?: number;
}

const USUAL_SIZE = 16_384;
/** Digits of each of the last three numbers of the byte range, so that they can be filled in. */
const DIGITS = 10;

/**
 * Signs a document of ours by appending to it: its own bytes stay as they are.
 * @throws ForeignPdfError when it was not made by `writePdf` or has no such field; Error when the CMS is larger than its place
 */
export async function signPdf(pdf: Uint8Array, options: SignatureOptions): Promise<Uint8Array> {
  const { size = USUAL_SIZE } = options;
  const update = new Update(pdf);
  const signature = update.allocate();
  attach(update, signature, options.field);
  const placeholder = '0'.repeat(size * 2);
  const range = ' '.repeat(DIGITS * 3 + 2);
  update.add(signature, `<<${entriesOf(options)}/ByteRange[0 ${range}]/Contents<${placeholder}>>>`);
  const signed = update.finish();
  const at = update.offsetOf(signature);
  const contents = indexOf(signed, '/Contents<', at) + '/Contents'.length;
  const end = contents + placeholder.length + 2;
  const numbers = [contents, end, signed.length - end].map((number) => String(number).padEnd(DIGITS)).join(' ');
  signed.set(latin1(numbers.slice(0, range.length)), indexOf(signed, '/ByteRange[0 ', at) + '/ByteRange[0 '.length);
  const cms = await options.sign(concat([signed.subarray(0, contents), signed.subarray(end)]));
  if (cms.length > size) throw new Error(`The signature has ${cms.length} bytes, more than the ${size} kept for it; raise "size"`);
  signed.set(latin1(Array.from(cms, (byte) => byte.toString(16).padStart(2, '0')).join('')), contents + 1);
  return signed;
}

function entriesOf({ name, reason, location, now }: SignatureOptions): string {
  const text = (key: string, value: string | undefined): string => (value === undefined ? '' : `/${key}${textString(value)}`);
  const moment = now === undefined ? '' : `/M(${pdfDate(now)})`;
  return `/Type/Sig/Filter/Adobe.PPKLite/SubFilter/ETSI.CAdES.detached${moment}${text('Name', name)}${text('Reason', reason)}${text('Location', location)}`;
}

/** Puts the signature into its field, and the field into the form. */
function attach(update: Update, signature: number, wanted: string | undefined): void {
  const catalog = update.text(update.root);
  const field = fieldsOf(catalog).find((number) => isOpen(update.text(number), wanted));
  if (field !== undefined) {
    update.add(field, `${update.text(field).slice(0, -2)}/V ${signature} 0 R>>`);
    update.add(update.root, catalog.replace('/AcroForm<<', '/AcroForm<</SigFlags 3'));
    return;
  }
  if (wanted !== undefined) throw new ForeignPdfError(`it has no field “${wanted}” to sign`);
  const page = Number(/\/Kids\[(\d+) 0 R/.exec(update.text(Number(/\/Pages (\d+) 0 R/.exec(catalog)?.[1])))?.[1]);
  const added = update.allocate();
  // Outside of the page: nothing to see and nothing to read, so it needs neither appearance nor structure.
  const facts = '/Type/Annot/Subtype/Widget/FT/Sig/Rect[-1 -1 -1 -1]/F 132';
  update.add(added, `<<${facts}/T(Signature)/TU(Signature)/P ${page} 0 R/V ${signature} 0 R>>`);
  const text = update.text(page);
  const listed = text.includes('/Annots[')
    ? text.replace('/Annots[', `/Annots[${added} 0 R `)
    : `${text.slice(0, -2)}/Annots[${added} 0 R]>>`;
  update.add(page, listed);
  const form = catalog.includes('/AcroForm<<')
    ? catalog.replace('/AcroForm<</Fields[', `/AcroForm<</SigFlags 3/Fields[${added} 0 R `)
    : `${catalog.slice(0, -2)}/AcroForm<</SigFlags 3/Fields[${added} 0 R]>>>>`;
  update.add(update.root, form);
}

function fieldsOf(catalog: string): number[] {
  const fields = /\/AcroForm<<.*?\/Fields\[([^\]]*)\]/.exec(catalog)?.[1] ?? '';
  return [...fields.matchAll(/(\d+) 0 R/g)].map(([, number]) => Number(number));
}

const isOpen = (field: string, wanted: string | undefined): boolean =>
  field.includes('/FT/Sig') && !/\/V \d+ 0 R>>$/.test(field) && (wanted === undefined || field.includes(`/T${textString(wanted)}`));

/** Objects appended to a file of ours (ISO 32000-1, 7.5.6). */
class Update {
  readonly #source: OwnPdf;
  readonly #bytes: Uint8Array;
  readonly #objects = new Map<number, string>();
  readonly #offsets = new Map<number, number>();
  #next: number;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
    this.#source = new OwnPdf(bytes);
    if (this.#source.trailer.includes('/Encrypt')) throw new ForeignPdfError('it is encrypted');
    this.#next = this.#source.size;
  }

  get root(): number {
    return this.#source.root;
  }

  allocate(): number {
    return this.#next++;
  }

  text(number: number): string {
    return this.#objects.get(number) ?? this.#source.object(number).text;
  }

  add(number: number, text: string): void {
    this.#objects.set(number, text);
  }

  offsetOf(number: number): number {
    return this.#offsets.get(number)!;
  }

  finish(): Uint8Array {
    const parts = [this.#bytes];
    let position = this.#bytes.length;
    for (const [number, text] of [...this.#objects].sort(([a], [b]) => a - b)) {
      const bytes = latin1(`${number} 0 obj\n${text}\nendobj\n`);
      this.#offsets.set(number, position);
      parts.push(bytes);
      position += bytes.length;
    }
    const table = this.#next;
    this.#offsets.set(table, position);
    const index = [...this.#offsets.keys()].map((number) => `${number} 1`).join(' ');
    const rows = concat([...this.#offsets.values()].map(row));
    const entries = `/Type/XRef/Size ${table + 1}/W[1 5 2]/Index[${index}]/Prev ${this.#source.tableOffset}${this.#source.trailer}`;
    return concat([...parts, streamObject(table, entries, rows), latin1(`startxref\n${position}\n%%EOF\n`)]);
  }
}

/** A row of the cross-reference stream: in the file, offset, generation 0. */
function row(offset: number): Uint8Array {
  const bytes = new Uint8Array(8);
  bytes[0] = 1;
  bytes[1] = Math.floor(offset / 2 ** 32);
  new DataView(bytes.buffer).setUint32(2, offset % 2 ** 32);
  return bytes;
}

function indexOf(bytes: Uint8Array, text: string, from: number): number {
  const wanted = latin1(text);
  for (let at = from; at + wanted.length <= bytes.length; at++) if (wanted.every((byte, i) => bytes[at + i] === byte)) return at;
  throw new Error(`“${text}” is missing`);
}
