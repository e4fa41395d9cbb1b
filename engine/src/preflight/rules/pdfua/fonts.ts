/** 7.21: fonts. */
import type { Rule } from '../../rule.ts';
import * as faults from '../shared/font-faults.ts';
import { type UaRule, uaRule } from './define.ts';

const rule = (clause: string, test: number, check: UaRule['check'], title: string, hint: string): Rule =>
  uaRule({ clause: `7.21.${clause}`, test, title, hint, check });

const embedded = 'Make the file anew with all fonts embedded.';
const asWritten = 'Make the font anew with a writer that embeds it as the standard asks.';

export const fontRules: readonly Rule[] = [
  rule('3.1', 1, faults.incompatibleCollections, 'CIDFonts fit the CMaps they are used with.', asWritten),
  rule('3.2', 1, faults.missingGlyphMaps, 'Embedded Type 2 CIDFonts have CIDToGIDMap.', 'Add CIDToGIDMap, in most cases Identity.'),
  rule('3.3', 1, faults.cmapsNotEmbedded, 'CMaps that are not predefined are embedded.', 'Embed the CMap.'),
  rule(
    '3.3',
    2,
    faults.differingWritingModes,
    'The writing mode of an embedded CMap is told once.',
    'Set WMode to the same in both places.',
  ),
  rule(
    '3.3',
    3,
    faults.foreignBaseCMaps,
    'Embedded CMaps build on predefined ones only.',
    'Write the mappings of the other CMap into the embedded one.',
  ),
  rule('4.1', 1, faults.fontsNotEmbedded, 'Fonts that are seen are embedded.', embedded),
  rule('4.1', 2, faults.absentGlyphs, 'Embedded fonts have all glyphs that are seen.', embedded),
  rule('4.2', 1, faults.incompleteCharSets, 'CharSet lists all glyphs of the font.', 'Correct CharSet, or leave it out.'),
  rule('4.2', 2, faults.incompleteCidSets, 'CIDSet names all CIDs of the font.', 'Correct CIDSet, or leave it out.'),
  rule('5', 1, faults.differingWidths, 'Widths are those of the embedded font.', 'Correct the widths in the font dictionary.'),
  rule('6', 1, faults.missingCmaps, 'Non-symbolic TrueType fonts have a cmap for their characters.', asWritten),
  rule('6', 2, faults.wrongEncodings, 'Non-symbolic TrueType fonts have MacRomanEncoding or WinAnsiEncoding.', asWritten),
  rule('6', 3, faults.symbolicEncodings, 'Symbolic TrueType fonts have no encoding.', 'Leave Encoding out of the font dictionary.'),
  rule('6', 4, faults.ambiguousCmaps, 'Symbolic TrueType fonts have one cmap, or a symbol cmap.', asWritten),
  rule('7', 1, faults.codesWithoutText, 'All characters have a Unicode value.', 'Add a ToUnicode map to the font.'),
  rule('7', 2, faults.impossibleText, 'Unicode values are characters.', 'Correct the ToUnicode map.'),
  rule('8', 1, faults.shownNotdef, 'The glyph .notdef is not shown.', 'Take the character out, or use a font that has it.'),
];
