/** ISO 19005-2 and -3, 6.1.12 (permissions) and 6.4.3 (signatures, Annex B). */
import { bytesToText, dictOf, type PdfDict, type PdfFile } from '../../read/index.ts';
import type { Rule } from '../../rule.ts';
import { at, everyLevel, shared } from './common.ts';
import { formFields } from './form-facts.ts';
import { readSignedData } from './signed-data.ts';

/** Signature dictionaries of form fields. */
const signatures = shared((subject): PdfDict[] => {
  const values = formFields(subject).flatMap(({ dict, type }) => (type === 'Sig' ? (dict.dict('V') ?? []) : []));
  return [...new Set(values)];
});

/** Whether a byte range begins with the file, leaves out `Contents` alone, and ends with the file or one of its earlier states. */
function coversDocument(file: PdfFile, range: readonly number[]): boolean {
  const [start, length, rest, restLength] = range as [number, number, number, number];
  if (range.length !== 4 || start !== 0) return false;
  const { bytes } = file;
  if (bytes[length] !== 0x3c || bytes[rest - 1] !== 0x3e) return false;
  const end = rest + restLength;
  return end === bytes.length || /%%EOF(?:\r\n|\r|\n)?$/.test(bytesToText(bytes.subarray(Math.max(0, end - 7), end)));
}

export const signatureRules: readonly Rule[] = [
  {
    clause: '6.1.12',
    test: 1,
    profiles: everyLevel,
    title: 'The permissions dictionary has no keys but UR3 and DocMDP.',
    hint: 'Take the other keys out of Perms.',
    *check({ file }) {
      const permissions = file.catalog.dict('Perms');
      for (const key of permissions?.keys() ?? [])
        if (key !== 'UR3' && key !== 'DocMDP' && key !== 'Type') yield at(`Perms has the key ${key}.`, permissions);
    },
  },
  {
    clause: '6.1.12',
    test: 2,
    profiles: everyLevel,
    title: 'With DocMDP, signature references have no digest of their own.',
    hint: 'Take DigestLocation, DigestMethod and DigestValue out of the signature reference dictionaries.',
    *check(subject) {
      if (!subject.file.catalog.dict('Perms')?.has('DocMDP')) return;
      const certified = subject.file.catalog.dict('Perms')?.dict('DocMDP');
      for (const signature of new Set([...signatures(subject), ...(certified ? [certified] : [])])) {
        for (const reference of signature.array('Reference') ?? [])
          for (const key of ['DigestLocation', 'DigestMethod', 'DigestValue'])
            if (dictOf(reference)?.has(key)) yield at(`A signature reference dictionary has ${key}.`, dictOf(reference));
      }
    },
  },
  {
    clause: '6.4.3',
    test: 1,
    profiles: everyLevel,
    title: 'A signature covers the whole file but itself.',
    hint: 'Sign the file anew, with a byte range from its first to its last byte around Contents.',
    *check(subject) {
      for (const signature of signatures(subject)) {
        const range = signature.array('ByteRange')?.numbers();
        if (signature.has('Contents') && (range === undefined || !coversDocument(subject.file, range)))
          yield at(range === undefined ? 'The signature has no ByteRange.' : `ByteRange is ${range.join(' ')}.`, signature);
      }
    },
  },
  {
    clause: '6.4.3',
    test: 2,
    profiles: everyLevel,
    title: 'A signature is PKCS#7 data with the certificate of its one signer.',
    hint: 'Sign the file anew, with the signing certificate in the signature and one signer.',
    *check(subject) {
      for (const signature of signatures(subject)) {
        const contents = signature.string('Contents');
        if (contents === undefined || !/pkcs7|CAdES|RFC3161/.test(signature.name('SubFilter') ?? '')) continue;
        const data = readSignedData(contents.bytes);
        if (data === undefined) yield at('Contents is no PKCS#7 signature.', signature);
        else if (data.certificates < 1 || data.signers !== 1)
          yield at(`The signature has ${data.certificates} certificates and ${data.signers} signers.`, signature);
      }
    },
  },
];
