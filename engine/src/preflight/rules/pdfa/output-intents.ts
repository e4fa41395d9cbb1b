/** ISO 19005-2 and -3, 6.2.3: the output intent. */
import { PdfArray, PdfDict, PdfRef, PdfStream } from '../../read/index.ts';
import type { Rule } from '../../rule.ts';
import type { Subject } from '../../subject.ts';
import { at, everyLevel, shared, shown } from './common.ts';
import { readIcc } from './icc.ts';

/** Output intent dictionaries of the catalog. */
export const outputIntents = ({ file }: Subject): PdfDict[] => {
  const intents = file.catalog.get('OutputIntents');
  return (intents instanceof PdfArray ? [...intents] : [intents]).filter((intent) => intent instanceof PdfDict);
};

/** Colour space of the PDF/A output intent's profile (`RGB `, `CMYK`, `GRAY`); undefined when there is no such intent. */
export const outputColorSpace = shared((subject): string | undefined => {
  const intent = outputIntents(subject).find((dict) => dict.name('S') === 'GTS_PDFA1' && dict.stream('DestOutputProfile') !== undefined);
  const profile = intent?.stream('DestOutputProfile');
  return profile === undefined ? undefined : readIcc(profile).colorSpace;
});

export const outputIntentRules: readonly Rule[] = [
  {
    clause: '6.2.3',
    test: 1,
    profiles: everyLevel,
    title: 'The profile of an output intent is an ICC profile of an output or display device in grey, RGB or CMYK.',
    hint: 'Embed a profile for printers or displays of ICC version 2 or 4, for example sRGB or a printing condition.',
    *check(subject) {
      for (const intent of outputIntents(subject)) {
        const profile = intent.get('DestOutputProfile');
        if (profile === null) continue;
        if (!(profile instanceof PdfStream)) {
          yield at('DestOutputProfile is no stream.', intent);
          continue;
        }
        const { valid, deviceClass, colorSpace, version } = readIcc(profile);
        if (!valid) yield at('The profile of the output intent is no valid ICC profile.', profile);
        else if (!['prtr', 'mntr'].includes(deviceClass) || !['RGB ', 'CMYK', 'GRAY'].includes(colorSpace) || version >= 5)
          yield at(`The profile is of class “${deviceClass}”, colour space “${colorSpace.trim()}” and version ${version}.`, profile);
      }
    },
  },
  {
    clause: '6.2.3',
    test: 2,
    profiles: everyLevel,
    title: 'All output intents with a profile have the same one.',
    hint: 'Let all DestOutputProfile entries refer to the same object, or take away the other output intents.',
    *check(subject) {
      const profiles = outputIntents(subject)
        .filter((intent) => intent.has('DestOutputProfile'))
        .map((intent) => intent.raw('DestOutputProfile'));
      const numbers = new Set(profiles.map((profile) => (profile instanceof PdfRef ? profile.num : -1)));
      if (numbers.size > 1) yield { what: 'The output intents have different profiles.' };
    },
  },
  {
    clause: '6.2.3',
    test: 3,
    profiles: everyLevel,
    title: 'A PDF/X output intent does not refer to a profile outside the file.',
    hint: 'Take away DestOutputProfileRef and embed the profile.',
    *check(subject) {
      for (const intent of outputIntents(subject))
        if (intent.name('S') === 'GTS_PDFX' && intent.has('DestOutputProfileRef'))
          yield at(`The output intent ${shown(intent.string('OutputConditionIdentifier')?.text)} has DestOutputProfileRef.`, intent);
    },
  },
];
