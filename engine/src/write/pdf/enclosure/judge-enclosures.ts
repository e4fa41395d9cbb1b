import type { Verdict } from '../../../preflight/preflight.ts';
import type { TemplateBundle } from '../../../template/model.ts';
import { enclosedAssets } from './check-enclosures.ts';
import { type Enclosed, judged, readEnclosure } from './read-enclosure.ts';

/** Clauses of PDF/A about the file and its metadata, which are ours and not those of the enclosed PDF: 6.1.2 to 6.1.9, 6.6. */
const OF_THE_FILE = /^6\.(1\.[2-9]|6)(\.|$)/;

/**
 * Tests the claims of the PDFs that a bundle encloses, so that a letter claims nothing by hearsay. Once per file; the rules are
 * loaded only where something claims to keep to them.
 */
export async function judgeEnclosures(bundle: TemplateBundle): Promise<void> {
  for (const asset of enclosedAssets(bundle)) {
    const bytes = Object.hasOwn(bundle.assets ?? {}, asset) ? bundle.assets[asset] : undefined;
    const enclosed = bytes === undefined ? undefined : readEnclosure(bytes);
    if (bytes === undefined || enclosed === undefined || 'refused' in enclosed || enclosed.judged) continue;
    judged(bytes, enclosed, await tested(bytes, enclosed.claims));
  }
}

async function tested(bytes: Uint8Array, claims: Enclosed['claims']): Promise<Enclosed['claims']> {
  if (claims.archive === 'none' && !claims.accessible) return claims;
  const { preflight } = await import('../../../preflight/preflight.ts');
  const holds = (profile: Verdict['profile']): boolean =>
    preflight(bytes, { profiles: [profile], mostFindings: 1 }).every(({ findings }) =>
      findings.every(({ clause }) => OF_THE_FILE.test(clause)),
    );
  const accessible = claims.accessible && holds('ua1');
  if (claims.archive === 'none') return { archive: 'none', accessible };
  if (claims.archive === 'A' && holds('2a')) return { archive: 'A', accessible };
  return { archive: holds('2b') ? 'B' : 'none', accessible };
}
