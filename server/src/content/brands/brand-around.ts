import type { Brand, Template } from '@posthorn/engine';
import { PosthornError } from '../../platform/errors/index.ts';
import '../errors.ts';
import type { JsonDocument } from '../drafts/document.ts';
import { parse } from '../drafts/gather-parts.ts';
import { openDraft } from '../store/drafts.ts';
import type { Reader } from '../store/reader.ts';
import { latestVersion, releasedVersionRow } from '../store.ts';
import { exampleLetter } from './example-letter.ts';

/**
 * A template to see a brand in: the one that is asked for, as it goes out or, before its first release, as it is written; an example without
 * any.
 * @throws PosthornError `content.unknown-template`
 */
export async function templateInBrand(db: Reader, brand: JsonDocument, wanted: string | undefined): Promise<JsonDocument> {
  if (wanted === undefined) return exampleLetter(brand as unknown as Brand) as unknown as JsonDocument;
  const source =
    (await releasedVersionRow(db, wanted))?.source ??
    (await openDraft(db, 'template', wanted))?.document ??
    (await latestVersion(db, wanted))?.source;
  if (source === undefined) throw new PosthornError('content.unknown-template', { detail: `There is no template "${wanted}".` });
  return parse<JsonDocument & Template>(source);
}
