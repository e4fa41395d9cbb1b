/** ISO 19005-2 and -3, 6.2.5 (extended graphics state) and 6.2.10 (transparency). */
import { dictOf, isName, nameOf, PdfArray, type PdfDict, type PdfValue } from '../../read/index.ts';
import type { Fault, Rule } from '../../rule.ts';
import type { Subject } from '../../subject.ts';
import { at, everyLevel, shared, shown } from './common.ts';
import { outputColorSpace } from './output-intents.ts';

interface StateUse {
  readonly dict: PdfDict;
  readonly page: number;
}

/** Extended graphics states that content uses, each once. */
const states = shared(({ content }): StateUse[] => {
  const uses = new Map<PdfDict, StateUse>();
  for (const { extGStates, page } of content.streams) for (const dict of extGStates) if (!uses.has(dict)) uses.set(dict, { dict, page });
  return [...uses.values()];
});

interface Halftone extends StateUse {
  /** Colourant of a part of a halftone of type 5. */
  readonly colourant: string | undefined;
}

function* halftones(subject: Subject): Iterable<Halftone> {
  for (const { dict, page } of states(subject)) {
    const halftone = dictOf(dict.get('HT'));
    if (halftone === undefined) continue;
    yield { dict: halftone, page, colourant: undefined };
    if (halftone.number('HalftoneType') !== 5) continue;
    for (const key of halftone.keys()) {
      const part = dictOf(halftone.get(key));
      if (part !== undefined) yield { dict: part, page, colourant: key };
    }
  }
}

const stateRule = (test: number, title: string, hint: string, what: (dict: PdfDict) => string | undefined): Rule => ({
  clause: '6.2.5',
  test,
  profiles: everyLevel,
  title,
  hint,
  *check(subject) {
    for (const { dict, page } of states(subject)) {
      const fault = what(dict);
      if (fault !== undefined) yield at(fault, dict, page);
    }
  },
});

const halftoneRule = (test: number, title: string, hint: string, what: (halftone: Halftone) => string | undefined): Rule => ({
  clause: '6.2.5',
  test,
  profiles: everyLevel,
  title,
  hint,
  *check(subject): Iterable<Fault> {
    for (const halftone of halftones(subject)) {
      const fault = what(halftone);
      if (fault !== undefined) yield at(fault, halftone.dict, halftone.page);
    }
  },
});

const primaries = new Set(['Cyan', 'Magenta', 'Yellow', 'Black', 'Default']);

const extGState: readonly Rule[] = [
  stateRule(1, 'Extended graphics states have no TR key.', 'Take the transfer function away.', (dict) =>
    dict.has('TR') ? 'There is a TR key.' : undefined,
  ),
  stateRule(2, 'TR2 is Default.', 'Take the transfer function away.', (dict) =>
    dict.has('TR2') && !isName(dict.get('TR2'), 'Default') ? 'TR2 is not Default.' : undefined,
  ),
  stateRule(3, 'Extended graphics states have no HTP key.', 'Take the halftone phase away.', (dict) =>
    dict.has('HTP') ? 'There is an HTP key.' : undefined,
  ),
  halftoneRule(4, 'Halftones are of type 1 or 5.', 'Take the halftone away.', ({ dict }) => {
    const type = dict.number('HalftoneType');
    return type === 1 || type === 5 ? undefined : `The halftone is of type ${type ?? 'none'}.`;
  }),
  halftoneRule(5, 'Halftones have no name.', 'Take HalftoneName away.', ({ dict }) =>
    dict.has('HalftoneName') ? 'There is a HalftoneName key.' : undefined,
  ),
  halftoneRule(
    6,
    'Halftones have transfer functions for other than primary colourants, and only for these.',
    'Take the halftone away, or correct its transfer functions.',
    ({ dict, colourant }) => {
      if (colourant === 'Default') return undefined;
      const transfers = dict.has('TransferFunction');
      if (colourant === undefined || primaries.has(colourant)) return transfers ? 'The halftone has a transfer function.' : undefined;
      return transfers ? undefined : `The halftone for ${shown(colourant)} has no transfer function.`;
    },
  ),
];

const blendModes = new Set(
  `Normal Compatible Multiply Screen Overlay Darken Lighten ColorDodge ColorBurn HardLight SoftLight Difference Exclusion Hue
  Saturation Color Luminosity`.split(/\s+/),
);

const modesOf = (value: PdfValue): string[] => (value instanceof PdfArray ? [...value] : [value]).flatMap((mode) => nameOf(mode) ?? []);

const transparency: readonly Rule[] = [
  {
    clause: '6.2.10',
    test: 1,
    profiles: everyLevel,
    title: 'Blend modes are those of ISO 32000-1.',
    hint: 'Choose a blend mode of the standard, for example Normal or Multiply.',
    *check(subject) {
      for (const { dict, page } of states(subject))
        for (const mode of modesOf(dict.get('BM'))) if (!blendModes.has(mode)) yield at(`The blend mode is ${shown(mode)}.`, dict, page);
    },
  },
  {
    clause: '6.2.10',
    test: 2,
    profiles: everyLevel,
    title: 'Without a PDF/A output intent, a page with transparency says in which colour space it is blended.',
    hint: 'Embed an output intent, or give the page a transparency group with a colour space.',
    *check(subject) {
      if (outputColorSpace(subject) !== undefined) return;
      for (const { number, dict, ref } of subject.pages)
        if (subject.content.transparentPages.has(number) && !dict.dict('Group')?.has('CS'))
          yield at('The page has transparency but no blending colour space.', ref, number);
    },
  },
];

export const graphicsStateRules: readonly Rule[] = [...extGState, ...transparency];
