import type { PdfFile } from '../read/index.ts';
import { propertyOf, readXmp } from './packet.ts';

/** What a file's metadata say it conforms to. */
export interface Claim {
  /** Part of PDF/A (ISO 19005). */
  readonly part: number | undefined;
  /** Level of PDF/A: `A`, `B` or `U`. */
  readonly conformance: string | undefined;
  /** Part of PDF/UA (ISO 14289). */
  readonly uaPart: number | undefined;
}

export const pdfaIdNs = 'http://www.aiim.org/pdfa/ns/id/';
export const pdfuaIdNs = 'http://www.aiim.org/pdfua/ns/id/';

/** Reads what the document's metadata claim. */
export function claimOf(file: PdfFile): Claim {
  const metadata = file.catalog.stream('Metadata');
  if (metadata === undefined) return { part: undefined, conformance: undefined, uaPart: undefined };
  const packet = readXmp(metadata.decode().bytes);
  const number = (ns: string): number | undefined => {
    const value = propertyOf(packet, ns, 'part')?.value.trim();
    return value !== undefined && /^\d+$/.test(value) ? Number(value) : undefined;
  };
  return {
    part: number(pdfaIdNs),
    conformance: propertyOf(packet, pdfaIdNs, 'conformance')?.value.trim().toUpperCase(),
    uaPart: number(pdfuaIdNs),
  };
}
