import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { PosthornError } from '../../platform/errors/index.ts';
import '../errors.ts';

type Reader = typeof import('zxing-wasm/reader');

/** Compiled when the first picture comes: most processes never see one. */
let reader: Promise<Reader> | undefined;

async function load(): Promise<Reader> {
  const module = await import('zxing-wasm/reader');
  const wasm = await readFile(createRequire(import.meta.url).resolve('zxing-wasm/reader/zxing_reader.wasm'));
  await module.prepareZXingModule({ overrides: { wasmBinary: wasm.buffer as ArrayBuffer }, fireImmediately: true });
  return module;
}

/**
 * The texts of all DataMatrix codes in a photograph, turned and tilted as it may be.
 * @param picture PNG or JPEG
 * @throws PosthornError `returned.no-picture` when it is neither
 */
export async function readCodes(picture: Uint8Array): Promise<readonly string[]> {
  if (!isPng(picture) && !isJpeg(picture)) throw new PosthornError('returned.no-picture');
  reader ??= load();
  reader.catch(() => {
    reader = undefined;
  });
  const { readBarcodes } = await reader;
  const found = await readBarcodes(picture, { formats: ['DataMatrix'], tryHarder: true, maxNumberOfSymbols: 50 }).catch(
    (cause: unknown) => {
      throw new PosthornError('returned.no-picture', { cause });
    },
  );
  return [...new Set(found.filter((code) => code.isValid).map((code) => code.text))];
}

const isPng = (bytes: Uint8Array): boolean => Buffer.from(bytes.subarray(0, 8)).equals(Buffer.from('89504e470d0a1a0a', 'hex'));
const isJpeg = (bytes: Uint8Array): boolean => bytes[0] === 0xff && bytes[1] === 0xd8 && bytes[2] === 0xff;
