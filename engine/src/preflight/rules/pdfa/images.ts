/** ISO 19005-2 and -3, 6.2.8 (images) and 6.2.9 (XObjects). */
import { inlineEntry } from '../../content/inline-image.ts';
import { isName, type PdfStream } from '../../read/index.ts';
import type { Rule } from '../../rule.ts';
import { at, everyLevel, shared } from './common.ts';
import { type Jpeg2000, readJpeg2000 } from './jpeg2000.ts';

interface Use {
  readonly stream: PdfStream;
  readonly page: number;
}

function once(uses: Iterable<Use>): Use[] {
  const found = new Map<PdfStream, Use>();
  for (const use of uses) if (!found.has(use.stream)) found.set(use.stream, use);
  return [...found.values()];
}

/** Images that content shows, with their masks. */
const images = shared(({ content }): Use[] =>
  once(
    content.streams.flatMap(({ images: own, page }) =>
      [...own].flatMap((stream) =>
        [stream, stream.dict.stream('SMask'), stream.dict.stream('Mask')].flatMap((each) => (each ? [{ stream: each, page }] : [])),
      ),
    ),
  ),
);

/** Forms and other XObjects that content runs, with appearances. */
const forms = shared(({ content }): Use[] => {
  const run = content.streams.flatMap(({ forms: own, page }) => [...own].map((stream) => ({ stream, page })));
  const streams = [...content.streamOf].filter(([, { kind }]) => kind === 'form' || kind === 'appearance' || kind === 'mask');
  return once([...run, ...streams.map(([stream, { page }]) => ({ stream, page }))]);
});

const imageRule = (test: number, key: string): Rule => ({
  clause: '6.2.8.1',
  test,
  profiles: everyLevel,
  title: `Images have no ${key} key.`,
  hint: `Take ${key} away from the image.`,
  *check(subject) {
    for (const { stream, page } of images(subject)) if (stream.dict.has(key)) yield at(`The image has the key ${key}.`, stream, page);
  },
});

const general: readonly Rule[] = [
  imageRule(1, 'Alternates'),
  imageRule(2, 'OPI'),
  {
    clause: '6.2.8.1',
    test: 3,
    profiles: everyLevel,
    title: 'Images are not interpolated.',
    hint: 'Set Interpolate to false, or take it away.',
    *check(subject) {
      for (const { stream, page } of images(subject))
        if (stream.dict.get('Interpolate') === true) yield at('Interpolate is true.', stream, page);
      for (const { inlineImages, ref, page } of subject.content.streams)
        for (const image of inlineImages)
          if (inlineEntry(image, 'Interpolate') === true) yield at('An inline image has Interpolate true.', ref, page);
    },
  },
];

const jpeg2000Rule = (test: number, title: string, what: (image: Jpeg2000, hasColorSpace: boolean) => string | undefined): Rule => ({
  clause: '6.2.8.3',
  test,
  profiles: everyLevel,
  title,
  hint: 'Convert the image with a program that writes JPEG 2000 for PDF/A, or compress it as JPEG or with FlateDecode.',
  *check(subject) {
    for (const { stream, page } of images(subject)) {
      const { image, bytes } = stream.decode();
      if (image !== 'JPXDecode') continue;
      const fault = what(readJpeg2000(bytes), stream.dict.has('ColorSpace'));
      if (fault !== undefined) yield at(fault, stream, page);
    }
  },
});

const jpeg2000: readonly Rule[] = [
  jpeg2000Rule(1, 'JPEG 2000 images have 1, 3 or 4 colour channels.', ({ channels }) =>
    [1, 3, 4].includes(channels) ? undefined : `The image has ${channels} colour channels.`,
  ),
  jpeg2000Rule(2, 'Of several colour specifications of a JPEG 2000 image exactly one is marked as exact.', ({ colours }, hasColorSpace) => {
    const exact = colours.filter(({ approximation }) => approximation === 1).length;
    return hasColorSpace || colours.length === 1 || exact === 1
      ? undefined
      : `Of ${colours.length} colour specifications ${exact} are marked as exact.`;
  }),
  jpeg2000Rule(3, 'The colour of a JPEG 2000 image is specified by method 1, 2 or 3.', ({ colours }, hasColorSpace) => {
    const method = best(colours)?.method;
    return hasColorSpace || method === undefined || [1, 2, 3].includes(method) ? undefined : `The method is ${method}.`;
  }),
  jpeg2000Rule(4, 'JPEG 2000 images do not use the colour space CIEJab.', ({ colours }, hasColorSpace) =>
    !hasColorSpace && best(colours)?.enumerated === 19 ? 'The colour space is CIEJab.' : undefined,
  ),
  jpeg2000Rule(5, 'All channels of a JPEG 2000 image have the same depth, from 1 to 38 bits.', ({ bits, depthsDiffer }) => {
    if (depthsDiffer) return 'The channels have different depths.';
    return bits >= 1 && bits <= 38 ? undefined : `The channels have ${bits} bits.`;
  }),
];

function best(colours: Jpeg2000['colours']): Jpeg2000['colours'][number] | undefined {
  return colours.find(({ approximation }) => approximation === 1) ?? colours[0];
}

const xObjects: readonly Rule[] = [
  {
    clause: '6.2.9.1',
    test: 1,
    profiles: everyLevel,
    title: 'Form XObjects have no OPI and no PS key and are no PostScript.',
    hint: 'Take OPI, PS and Subtype2 away from the form.',
    *check(subject) {
      for (const { stream, page } of forms(subject)) {
        for (const key of ['OPI', 'PS']) if (stream.dict.has(key)) yield at(`The form has the key ${key}.`, stream, page);
        if (isName(stream.dict.get('Subtype2'), 'PS')) yield at('The form has Subtype2 PS.', stream, page);
      }
    },
  },
  {
    clause: '6.2.9.2',
    test: 1,
    profiles: everyLevel,
    title: 'There are no reference XObjects.',
    hint: 'Take the referenced page into the file.',
    *check(subject) {
      for (const { stream, page } of forms(subject)) if (stream.dict.has('Ref')) yield at('The form has the key Ref.', stream, page);
    },
  },
  {
    clause: '6.2.9.3',
    test: 1,
    profiles: everyLevel,
    title: 'There are no PostScript XObjects.',
    hint: 'Take the PostScript XObject away.',
    *check(subject) {
      for (const { stream, page } of forms(subject))
        if (isName(stream.dict.get('Subtype'), 'PS')) yield at('There is a PostScript XObject.', stream, page);
    },
  },
];

export const imageRules: readonly Rule[] = [...general, ...jpeg2000, ...xObjects];
