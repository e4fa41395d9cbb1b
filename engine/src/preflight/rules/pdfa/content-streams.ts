/** ISO 19005-2 and -3, 6.2.2 (content streams), 6.1.10 (inline images), 6.2.6 (rendering intents). */

import { inlineEntry } from '../../content/inline-image.ts';
import { filtersOf } from '../../read/index.ts';
import type { Rule } from '../../rule.ts';
import { at, everyLevel, shown } from './common.ts';

const inlineFilters = new Set(['ASCIIHexDecode', 'ASCII85Decode', 'FlateDecode', 'RunLengthDecode', 'CCITTFaxDecode', 'DCTDecode']);
const intents = new Set(['RelativeColorimetric', 'AbsoluteColorimetric', 'Perceptual', 'Saturation']);

export const contentStreamRules: readonly Rule[] = [
  {
    clause: '6.1.10',
    test: 1,
    profiles: everyLevel,
    title: 'Inline images use the filters of ISO 32000-1 but neither LZWDecode nor Crypt.',
    hint: 'Compress inline images with FlateDecode.',
    *check({ content }) {
      for (const { inlineImages, ref, page } of content.streams)
        for (const image of inlineImages)
          for (const { name } of filtersOf(inlineEntry(image, 'Filter'), null))
            if (!inlineFilters.has(name)) yield at(`An inline image uses the filter ${shown(name)}.`, ref, page);
    },
  },
  {
    clause: '6.2.2',
    test: 1,
    profiles: everyLevel,
    title: 'Content streams have no operators but those of ISO 32000-1, not even between BX and EX.',
    hint: 'Take the operator out of the content stream.',
    *check({ content }) {
      for (const { undefinedOperators, ref, page } of content.streams)
        for (const operator of undefinedOperators) yield at(`There is the operator “${shown(operator)}”.`, ref, page);
    },
  },
  {
    clause: '6.2.2',
    test: 2,
    profiles: everyLevel,
    title: 'A content stream that uses resources has a Resources dictionary of its own.',
    hint: 'Give the page or form a Resources dictionary with all that its content names.',
    *check({ content }) {
      for (const { ownResources, usedResources, ref, page, kind } of content.streams) {
        const [name] = usedResources;
        if (ownResources || name === undefined) continue;
        yield at(`${kind === 'page' ? 'The page' : 'The stream'} uses ${shown(name)} of resources that it inherits.`, ref, page);
      }
    },
  },
  {
    clause: '6.2.6',
    test: 1,
    profiles: everyLevel,
    title: 'Rendering intents are RelativeColorimetric, AbsoluteColorimetric, Perceptual or Saturation.',
    hint: 'Choose one of the four, or take the rendering intent away.',
    *check({ content }) {
      for (const stream of content.streams) {
        const used = new Set(stream.intents);
        for (const image of stream.images) used.add(image.dict.name('Intent') ?? 'Perceptual');
        for (const image of stream.inlineImages) {
          const intent = image.name('Intent');
          if (intent !== undefined) used.add(intent);
        }
        for (const intent of used) if (!intents.has(intent)) yield at(`The rendering intent is ${shown(intent)}.`, stream.ref, stream.page);
      }
    },
  },
];
