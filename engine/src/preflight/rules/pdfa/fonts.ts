/** ISO 19005-2 and -3, 6.2.11: fonts. */
import type { AnyFont } from '../../fonts/read-font.ts';
import { PdfArray, type PdfDict } from '../../read/index.ts';
import type { Fault, ProfileId, Rule } from '../../rule.ts';
import type { Subject } from '../../subject.ts';
import * as faults from '../shared/font-faults.ts';
import { at, everyLevel, levelA, levelsAU, shown } from './common.ts';

const fontTypes = new Set(['Type1', 'MMType1', 'TrueType', 'Type3', 'Type0', 'CIDFontType0', 'CIDFontType2']);
const programTypes = new Set(['Type1C', 'CIDFontType0C', 'OpenType']);
const standardFonts =
  /^(?:Times-(?:Roman|Bold|Italic|BoldItalic)|Helvetica(?:-Bold|-Oblique|-BoldOblique)?|Courier(?:-Bold|-Oblique|-BoldOblique)?|Symbol|ZapfDingbats)$/;

/** The dictionary of each font that is used, and of the CIDFont below it. */
function* dictsOf({ content }: Subject): Iterable<{ dict: PdfDict; font: AnyFont; page: number }> {
  for (const { font, page } of content.fonts.values()) {
    yield { dict: font.dict, font, page };
    if (font.descendant) yield { dict: font.descendant, font, page };
  }
}

const rule = (
  clause: string,
  test: number,
  title: string,
  hint: string,
  check: Rule['check'],
  profiles: readonly ProfileId[] = everyLevel,
): Rule => ({
  clause: `6.2.11.${clause}`,
  test,
  profiles,
  title,
  hint,
  check,
});

const dictRule = (test: number, title: string, what: (dict: PdfDict, font: AnyFont) => string | undefined): Rule =>
  rule(
    '2',
    test,
    title,
    'Make the file anew with a program that writes font dictionaries as ISO 32000-1 says.',
    function* (subject): Iterable<Fault> {
      for (const { dict, font, page } of dictsOf(subject)) {
        const fault = what(dict, font);
        if (fault !== undefined) yield at(`${shown(font.baseFont ?? 'A font')}: ${fault}`, dict, page);
      }
    },
  );

/** Simple fonts whose widths readers do not know by heart. */
const needsWidths = (dict: PdfDict): boolean => {
  const type = dict.name('Subtype');
  if (type === 'Type3' || type === 'TrueType') return true;
  return (type === 'Type1' || type === 'MMType1') && !standardFonts.test(dict.name('BaseFont') ?? '');
};

function widthsFault(dict: PdfDict): string | undefined {
  const [first, last] = [dict.number('FirstChar'), dict.number('LastChar')];
  const widths = dict.get('Widths');
  if (!(widths instanceof PdfArray)) return 'there is no Widths array.';
  if (first === undefined || last === undefined || widths.length === last - first + 1) return undefined;
  return `Widths has ${widths.length} entries instead of ${last - first + 1}.`;
}

const dictionaries: readonly Rule[] = [
  dictRule(1, 'Font dictionaries have the type Font.', (dict) =>
    dict.name('Type') === 'Font' ? undefined : `Type is ${shown(dict.name('Type'))}.`,
  ),
  dictRule(2, 'Font dictionaries have a subtype of ISO 32000-1.', (dict) =>
    fontTypes.has(dict.name('Subtype') ?? '') ? undefined : `Subtype is ${shown(dict.name('Subtype'))}.`,
  ),
  dictRule(3, 'Fonts other than Type 3 have a BaseFont.', (dict) =>
    dict.name('Subtype') === 'Type3' || dict.name('BaseFont') !== undefined ? undefined : 'BaseFont is missing.',
  ),
  dictRule(4, 'Simple fonts have FirstChar.', (dict) =>
    needsWidths(dict) && dict.number('FirstChar') === undefined ? 'FirstChar is missing.' : undefined,
  ),
  dictRule(5, 'Simple fonts have LastChar.', (dict) =>
    needsWidths(dict) && dict.number('LastChar') === undefined ? 'LastChar is missing.' : undefined,
  ),
  dictRule(6, 'Simple fonts have a width for each code from FirstChar to LastChar.', (dict) =>
    needsWidths(dict) ? widthsFault(dict) : undefined,
  ),
  dictRule(7, 'Embedded font programs are of a kind that PDF 1.7 knows.', (dict, { descriptor, descendant, dict: own, program }) => {
    if (program === undefined || descriptor === undefined || dict !== (descendant ?? own)) return undefined;
    return program.subtype === undefined || programTypes.has(program.subtype)
      ? undefined
      : `the font program is of kind ${shown(program.subtype)}.`;
  }),
];

const embed = 'Make the file anew with all fonts embedded.';
const rewrite = 'Make the file anew with a program that embeds fonts as PDF/A wants it.';

const programs: readonly Rule[] = [
  rule('3.1', 1, 'The character collections of a CIDFont and its CMap fit.', rewrite, (subject) => faults.incompatibleCollections(subject)),
  rule('3.2', 1, 'Embedded Type 2 CIDFonts have a CIDToGIDMap.', 'Add CIDToGIDMap, in most cases Identity.', faults.missingGlyphMaps),
  rule('3.3', 1, 'CMaps that are not predefined are embedded.', 'Embed the CMap.', faults.cmapsNotEmbedded),
  rule(
    '3.3',
    2,
    'The writing mode of an embedded CMap is the same in its dictionary and its program.',
    'Set WMode to the same in both.',
    faults.differingWritingModes,
  ),
  rule(
    '3.3',
    3,
    'Embedded CMaps build on predefined ones only.',
    'Write the mappings of the other CMap into the embedded one.',
    faults.foreignBaseCMaps,
  ),
  rule('4.1', 1, 'Fonts that are seen are embedded.', embed, faults.fontsNotEmbedded),
  rule('4.1', 2, 'Embedded fonts have all glyphs that are seen.', embed, faults.absentGlyphs),
  rule(
    '4.2',
    1,
    'CharSet of a Type 1 subset lists all glyphs of the font.',
    'Correct CharSet, or leave it out.',
    faults.incompleteCharSets,
  ),
  rule('4.2', 2, 'CIDSet of a subset names all CIDs of the font.', 'Correct CIDSet, or leave it out.', faults.incompleteCidSets),
  rule(
    '5',
    1,
    'Widths in the font dictionary are those of the embedded font.',
    'Correct the widths in the font dictionary.',
    faults.differingWidths,
  ),
  rule('6', 1, 'Non-symbolic TrueType fonts have a cmap for their characters.', rewrite, faults.missingCmaps),
  rule('6', 2, 'Non-symbolic TrueType fonts have MacRomanEncoding or WinAnsiEncoding.', rewrite, faults.wrongEncodings),
  rule('6', 3, 'Symbolic TrueType fonts have no encoding.', 'Leave Encoding out of the font dictionary.', faults.symbolicEncodings),
  rule('6', 4, 'Symbolic TrueType fonts have one cmap, or a symbol cmap.', rewrite, faults.ambiguousCmaps),
  rule('8', 1, 'The glyph .notdef is not shown.', 'Take the character out, or use a font that has it.', faults.shownNotdef),
];

const text: readonly Rule[] = [
  rule('7.2', 1, 'All characters have a Unicode value.', 'Add a ToUnicode map to the font.', faults.codesWithoutText, levelsAU),
  rule('7.2', 2, 'Unicode values are neither U+0000 nor U+FEFF nor U+FFFE.', 'Correct the ToUnicode map.', faults.impossibleText, levelsAU),
  rule(
    '7.3',
    1,
    'Characters whose Unicode value is in a Private Use Area have a replacement text.',
    'Add ActualText to the marked content or the structure element, or correct the ToUnicode map.',
    function* ({ content }) {
      for (const { page, stream } of content.privateText)
        yield at('A character of a Private Use Area has no ActualText.', stream.ref, page);
    },
    levelA,
  ),
];

export const fontRules: readonly Rule[] = [...dictionaries, ...programs, ...text];
