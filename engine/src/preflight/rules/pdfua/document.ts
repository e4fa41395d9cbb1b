/** 7.10 optional content, 7.11 embedded files, 7.15 XFA, 7.16 security, 7.18.6 media, 7.18.7 file attachments, 7.20 XObjects. */
import { dictOf, PdfArray, PdfDict, PdfStream, PdfString, type PdfValue } from '../../read/values.ts';
import type { Fault, Rule } from '../../rule.ts';
import type { Subject } from '../../subject.ts';
import { objectFault, uaRule } from './define.ts';

/** Default and other configurations of optional content. */
function configurationsOf({ file }: Subject): PdfDict[] {
  const properties = file.catalog.dict('OCProperties');
  const all: PdfValue[] = [properties?.get('D') ?? null, ...(properties?.array('Configs') ?? [])];
  return all.flatMap((value) => dictOf(value) ?? []);
}

const maxValues = 2_000_000;

/** All dictionaries of a file, also those within others. */
function* dictsOf({ file }: Subject): Iterable<PdfDict> {
  let left = maxValues;
  for (const { value } of file.objects()) {
    const waiting: PdfValue[] = [value];
    for (let next = waiting.pop(); next !== undefined && left-- > 0; next = waiting.pop()) {
      const dict = next instanceof PdfStream ? next.dict : next;
      if (dict instanceof PdfDict) {
        yield dict;
        for (const entry of dict.entries.values()) waiting.push(entry);
      } else if (dict instanceof PdfArray) for (const item of dict.items) waiting.push(item);
    }
  }
}

function* dynamicForm({ file }: Subject): Iterable<Fault> {
  const xfa = file.catalog.dict('AcroForm')?.get('XFA') ?? null;
  const streams = (xfa instanceof PdfArray ? [...xfa] : [xfa]).filter((value) => value instanceof PdfStream);
  const text = streams.map((stream) => new TextDecoder().decode(stream.decode().bytes)).join('');
  if (/<(?:[\w.-]+:)?dynamicRender\b[^>]*>\s*required\s*</.test(text)) yield { what: 'The file has a dynamic XFA form.' };
}

/** What is looked for everywhere in a file. */
interface Scattered {
  readonly mediaClips: PdfDict[];
  readonly embeddedFiles: PdfDict[];
}

const found = new WeakMap<Subject, Scattered>();

/** Media clip data, and file specifications of embedded files, wherever they stand. */
function scatteredIn(subject: Subject): Scattered {
  let scattered = found.get(subject);
  if (!scattered) {
    scattered = { mediaClips: [], embeddedFiles: [] };
    for (const dict of dictsOf(subject)) {
      if (dict.entries.has('EF') && dict.dict('EF')) scattered.embeddedFiles.push(dict);
      if (dict.name('S') === 'MCD' && (dict.has('D') || dict.name('Type') === 'MediaClip')) scattered.mediaClips.push(dict);
    }
    found.set(subject, scattered);
  }
  return scattered;
}

const contentType = /^[-\w+.]+\/[-\w+.]+$/;

export const documentRules: readonly Rule[] = [
  uaRule({
    clause: '7.10',
    test: 1,
    title: 'Configurations of optional content have a name.',
    hint: 'Give the configuration dictionary a Name that is not empty.',
    *check(subject) {
      for (const dict of configurationsOf(subject))
        if (!dict.string('Name')?.text) yield objectFault(dict, 'A configuration of optional content has no Name.');
    },
  }),
  uaRule({
    clause: '7.10',
    test: 2,
    title: 'Configurations of optional content have no AS.',
    hint: 'Take AS out of the configuration dictionary.',
    *check(subject) {
      for (const dict of configurationsOf(subject))
        if (dict.has('AS')) yield objectFault(dict, 'A configuration of optional content has AS.');
    },
  }),
  uaRule({
    clause: '7.11',
    test: 1,
    title: 'File specifications of embedded files have F and UF.',
    hint: 'Give the file specification the name of the file in F and in UF.',
    *check(subject) {
      for (const dict of scatteredIn(subject).embeddedFiles)
        if (!dict.string('F')?.text || !dict.string('UF')?.text)
          yield objectFault(dict, 'The file specification of an embedded file lacks F or UF.');
    },
  }),
  uaRule({
    clause: '7.15',
    test: 1,
    title: 'There is no dynamic XFA form.',
    hint: 'Make the form static, or without XFA.',
    check: dynamicForm,
  }),
  uaRule({
    clause: '7.16',
    test: 1,
    title: 'Encryption lets assistive technology read the text.',
    hint: 'Set bit 10 of P in the encryption dictionary (value 512).',
    *check({ file }) {
      const encrypt = file.trailer.dict('Encrypt');
      if (!encrypt) return;
      const permissions = encrypt.number('P');
      if (permissions === undefined) yield { what: 'The encryption dictionary has no P.' };
      else if ((permissions & 512) === 0) yield { what: 'The encryption does not let assistive technology read the text.' };
    },
  }),
  uaRule({
    clause: '7.18.6.2',
    test: 1,
    title: 'Media clips say their content type.',
    hint: 'Give the media clip data CT, e.g. audio/mp3.',
    *check(subject) {
      for (const dict of scatteredIn(subject).mediaClips) {
        const type = dict.string('CT')?.latin1;
        if (type === undefined || (type !== '' && !contentType.test(type)))
          yield objectFault(dict, 'A media clip has no content type CT, or one that is none.');
      }
    },
  }),
  uaRule({
    clause: '7.18.6.2',
    test: 2,
    title: 'Media clips have alternative texts.',
    hint: 'Give the media clip data Alt, pairs of language and text.',
    *check(subject) {
      for (const dict of scatteredIn(subject).mediaClips) {
        const texts = [...(dict.array('Alt') ?? [])];
        const isTold = texts.some((item, index) => index % 2 === 1 && item instanceof PdfString && item.text !== '');
        if (texts.length % 2 === 1 || !isTold) yield objectFault(dict, 'A media clip has no alternative texts in Alt.');
      }
    },
  }),
  uaRule({
    clause: '7.18.7',
    test: 1,
    title: 'The file specifications of file attachments have F and UF.',
    hint: 'Give the file specification the name of the file in F and in UF.',
    *check({ pages }) {
      for (const page of pages)
        for (const annotation of page.annotations) {
          const specification = annotation.name('Subtype') === 'FileAttachment' ? annotation.dict('FS') : undefined;
          if (specification && (!specification.string('F')?.text || !specification.string('UF')?.text))
            yield objectFault(annotation, 'The file specification of a file attachment lacks F or UF.', page.number);
        }
    },
  }),
  uaRule({
    clause: '7.20',
    test: 1,
    title: 'There are no reference XObjects.',
    hint: 'Put the content itself into the form.',
    *check({ content }) {
      for (const { kind, dict, page, ref } of content.streams)
        if (kind !== 'page' && dict.has('Ref')) yield { what: 'A form refers to another file.', page, object: ref };
    },
  }),
  uaRule({
    clause: '7.20',
    test: 2,
    title: 'Forms with MCIDs are used once.',
    hint: 'Use a form with marked-content identifiers once only, or tag its use as a whole.',
    *check({ content }) {
      for (const { kind, hasMcids, uses, page, ref } of content.streams)
        if (kind === 'form' && hasMcids && uses > 1) yield { what: `A form with MCIDs is used ${uses} times.`, page, object: ref };
    },
  }),
];
