import { latin1 } from '#runtime';
import { textString } from './syntax.ts';

/** What documents and print streams have around their pages. In a file of its own: who only joins documents need not load what composes them. */

/** The file's first bytes: version 1.7, and a comment that shows it is binary. */
export const FILE_HEADER = latin1('%PDF-1.7\n%\xe2\xe3\xcf\xd3\n');
export const FILE_HEADER_2 = latin1('%PDF-2.0\n%\xe2\xe3\xcf\xd3\n');

/** The catalog: what makes the file tagged, titled and PDF/A. */
export function catalogDictionary(tree: number, structure: number, metadata: number, profile: number, language: string, more = ''): string {
  const intent = `<</Type/OutputIntent/S/GTS_PDFA1/OutputConditionIdentifier(sRGB IEC61966-2.1)/RegistryName(http://www.color.org)/Info(sRGB IEC61966-2.1)/DestOutputProfile ${profile} 0 R>>`;
  return (
    `<</Type/Catalog/Pages ${tree} 0 R/MarkInfo<</Marked true>>/Lang${textString(language)}/ViewerPreferences<</DisplayDocTitle true>>` +
    `/StructTreeRoot ${structure} 0 R/Metadata ${metadata} 0 R/OutputIntents[${intent}]${more}>>`
  );
}
