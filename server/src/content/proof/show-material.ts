import type { api, PreviewFormat, QueryOf, ReviewMaterial } from '@posthorn/contract';
import type { Rendition, Template } from '@posthorn/engine';
import { readRecords } from '../../intake/index.ts';
import { PosthornError } from '../../platform/errors/index.ts';
import type { Platform } from '../../platform/platform.ts';
import '../errors.ts';
import { parse } from '../drafts/gather-parts.ts';
import { explained, keptProgram } from '../kept-programs.ts';
import { sampleAt } from '../preview-version.ts';
import { labelOf } from '../rules.ts';
import { itemOf, latestProof } from '../store/proofs.ts';
import type { Reader } from '../store/reader.ts';
import { reviewOf } from '../store/reviews.ts';
import { releasedVersionRow } from '../store.ts';
import type { ReviewRow } from '../types.ts';
import { type Sides, sidesOf } from './sides.ts';

/** The formats that a template has something to say in. */
export const formatsOf = (template: Pick<Template, 'sms' | 'chat' | 'push'>): readonly PreviewFormat[] => [
  'pdf',
  'email',
  'html',
  'text',
  ...(template.sms ? (['sms'] as const) : []),
  ...(template.chat ? (['chat'] as const) : []),
  ...(template.push ? (['push'] as const) : []),
];

/** @throws PosthornError `content.unknown-version` */
export async function findReview(db: Reader, versionId: string): Promise<ReviewRow> {
  const review = await reviewOf(db, versionId);
  if (!review) throw new PosthornError('content.unknown-version', { detail: `There is no version ${versionId} in review.` });
  return review;
}

/** What both versions can be composed with. @throws PosthornError as `sidesOf` */
export async function showMaterial(platform: Platform, versionId: string, wanted?: string): Promise<ReviewMaterial> {
  const { template, templateIds, samples } = await sidesOf(platform, await findReview(platform.db, versionId), wanted);
  const templates = await Promise.all(
    templateIds.map(async (id) => {
      const row = id === template.id ? undefined : await releasedVersionRow(platform.db, id);
      return { id, name: namesOf(row ? parse<Template>(row.source) : template) };
    }),
  );
  return {
    templates,
    template: template.id,
    formats: [...formatsOf(template)],
    languages: [...template.languages],
    samples: samples.map((sample, number) => ({ number, label: labelOf(sample, number) })),
  };
}

const namesOf = ({ name, languages }: Template): Record<string, string> =>
  typeof name === 'string' ? { [languages[0] ?? 'en']: name } : { ...name };

type Choice = QueryOf<typeof api.reviews.rendition> & { readonly side: 'before' | 'after'; readonly format: PreviewFormat };

/**
 * One of the two versions composed with a sample record, or with a record of the newest proof.
 * @throws PosthornError `content.unknown-version`, `content.no-sample`, `content.has-errors`, `content.cannot-compose`
 */
export async function composeSide(platform: Platform, versionId: string, choice: Choice): Promise<Rendition> {
  const sides = await sidesOf(platform, await findReview(platform.db, versionId), choice.template);
  const side = sides[choice.side];
  if (!side) throw new PosthornError('content.unknown-version', { detail: 'It is the first version: there is none before it.' });
  const record =
    choice.record === undefined
      ? sampleAt(sides.samples, choice.sample ?? 0)
      : await provedRecord(platform, versionId, choice.record, sides);
  const program = await keptProgram(side.key, () => side.load());
  try {
    return program.compose(record, choice.format, { draft: true, ...(choice.language === undefined ? {} : { language: choice.language }) });
  } catch (error) {
    throw explained(error, 'content.cannot-compose');
  }
}

/** Only records that the proof chose itself can be looked at through it. */
async function provedRecord(
  platform: Platform,
  versionId: string,
  position: number,
  sides: Sides,
): Promise<Readonly<Record<string, unknown>>> {
  const proof = await latestProof(platform.db, versionId);
  const item = proof && (await itemOf(platform.db, proof.id, position));
  if (item?.sample != null) return sampleAt(sides.samples, item.sample);
  const [found] = item?.recordId == null ? [] : await readRecords(platform, [item.recordId]);
  if (!found) throw new PosthornError('content.no-sample', { detail: 'The record is gone, or is none of the proof.' });
  return found.data as Readonly<Record<string, unknown>>;
}
