import { aesCbc, latin1, sha256 } from '#runtime';
import { CrossReferences, concat, streamObject } from '../objects.ts';
import { OwnPdf, STRINGS } from '../read-own-pdf.ts';
import { hexString, textBytes } from '../syntax.ts';
import { encryptionDictionary, type Permissions, permissionBits } from './encryption-key.ts';

export interface EncryptionOptions {
  /** Opens the document; without it anyone can, within the permissions. */
  readonly userPassword?: string;
  /** Lifts the permissions. */
  readonly ownerPassword: string;
  readonly permissions?: Permissions;
  /**
   * Makes the keys, so that the same document gives the same bytes again; at least 16 bytes that nobody can guess, kept as
   * secret as the passwords. Without it keys are random.
   */
  readonly seed?: Uint8Array;
}

/** Bytes of a seed that cannot be guessed. */
const SHORTEST_SEED = 16;

/**
 * Encrypts a document of ours with AES-256 (ISO 32000-2, 7.6, revision 6). It is no PDF/A afterwards and says so; that it is
 * PDF/UA stays true.
 * @throws ForeignPdfError when it was not made by `writePdf`; Error when there is no owner's password or the seed is too short
 */
export function encryptPdf(pdf: Uint8Array, options: EncryptionOptions): Uint8Array {
  if (options.ownerPassword === '') throw new Error('Encryption needs an owner’s password');
  if (options.seed !== undefined && options.seed.length < SHORTEST_SEED) throw new Error(`A seed has at least ${SHORTEST_SEED} bytes`);
  return new Encryptor(pdf, options).write();
}

class Encryptor {
  readonly #source: OwnPdf;
  readonly #options: EncryptionOptions;
  readonly #random: (length: number) => Uint8Array;
  readonly #key: Uint8Array;
  readonly #references = new CrossReferences();
  readonly #parts: Uint8Array[] = [];
  #position = 0;

  constructor(pdf: Uint8Array, options: EncryptionOptions) {
    this.#source = new OwnPdf(pdf);
    this.#options = options;
    this.#random = options.seed === undefined ? randomBytes : seeded(options.seed, pdf);
    this.#key = this.#random(32);
    this.#append(pdf.subarray(0, pdf.indexOf(0x0a, pdf.indexOf(0x0a) + 1) + 1));
  }

  write(): Uint8Array {
    const source = this.#source;
    let next = 1;
    for (const { number, stream, index } of source.places()) {
      next = Math.max(next, number + 1);
      if (stream !== undefined) this.#references.inStream(number, stream, index);
      else if (!source.isTable(number)) this.#object(number);
    }
    const { userPassword = '', ownerPassword, permissions = {} } = this.#options;
    const bits = permissionBits(permissions);
    const dictionary = encryptionDictionary(this.#key, { user: userPassword, owner: ownerPassword }, bits, this.#random);
    const encryption = next++;
    this.#references.inFile(encryption, this.#position);
    this.#append(latin1(`${encryption} 0 obj\n<<${dictionary}>>\nendobj\n`));
    const offset = this.#position;
    this.#append(this.#references.write(next, offset, `${source.trailer}/Encrypt ${encryption} 0 R`));
    this.#append(latin1(`startxref\n${offset}\n%%EOF\n`));
    return concat(this.#parts);
  }

  #object(number: number): void {
    const { text, data } = this.#source.object(number);
    this.#references.inFile(number, this.#position);
    const plain = text.replace(STRINGS, (token) => hexString(this.#seal(textBytes(token))));
    if (data === undefined) {
      this.#append(latin1(`${number} 0 obj\n${plain}\nendobj\n`));
      return;
    }
    const entries = plain.slice(2, -2).replace(/\/Length \d+$/, '');
    const content = text.startsWith('<</Type/Metadata') ? withoutArchive(data) : data;
    this.#append(streamObject(number, entries, this.#seal(content)));
  }

  /** A string or stream under the file key: its own beginning, then its blocks, filled up. */
  #seal(bytes: Uint8Array): Uint8Array {
    const iv = this.#random(16);
    const fill = 16 - (bytes.length % 16);
    const padded = new Uint8Array(bytes.length + fill).fill(fill);
    padded.set(bytes);
    return concat([iv, aesCbc(padded, this.#key, iv)]);
  }

  #append(bytes: Uint8Array): void {
    this.#parts.push(bytes);
    this.#position += bytes.length;
  }
}

/** PDF/A forbids encryption (ISO 19005-2, 6.1.3): the claim goes. */
function withoutArchive(packet: Uint8Array): Uint8Array {
  const text = new TextDecoder().decode(packet);
  return new TextEncoder().encode(text.replace(/<pdfaid:(part|conformance|rev)>[^<]*<\/pdfaid:\1>/g, ''));
}

function randomBytes(length: number): Uint8Array {
  return globalThis.crypto.getRandomValues(new Uint8Array(length));
}

/** Bytes that follow from a seed and a document, no two the same. */
function seeded(seed: Uint8Array, pdf: Uint8Array): (length: number) => Uint8Array {
  const root = sha256([seed, sha256([pdf])]);
  let count = 0;
  return (length) => {
    const block = new Uint8Array(4);
    new DataView(block.buffer).setUint32(0, count++);
    return sha256([root, block]).subarray(0, length);
  };
}
