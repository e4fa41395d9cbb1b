import type { Sample } from '@posthorn/contract';
import { openDataset, readRecords } from '../../intake/index.ts';
import { transaction } from '../../platform/db/index.ts';
import { PosthornError } from '../../platform/errors/index.ts';
import type { Actor, Platform } from '../../platform/platform.ts';
import '../errors.ts';
import { labelOf, parseJsonLines } from '../rules.ts';
import { templateRow } from '../store/parts.ts';
import { deleteSample, insertSamples, samplesOf } from '../store/samples.ts';
import { latestVersion } from '../store.ts';
import type { SampleRow } from '../types.ts';
import type { JsonDocument } from './document.ts';

const mostSamples = 200;
const mostSampleBytes = 500_000;

/** Sample records of a template; those of its latest version while it has none of its own. @throws PosthornError `content.unknown-template` */
export async function listSamples(platform: Pick<Platform, 'db'>, templateId: string): Promise<readonly Sample[]> {
  await known(platform, templateId);
  const own = await samplesOf(platform.db, templateId);
  if (own.length > 0) return own.map(present);
  const latest = await latestVersion(platform.db, templateId);
  return parseJsonLines(latest?.samples ?? '').map((record, index) => ({
    id: `pushed-${index}`,
    label: labelOf(record, index),
    source: 'pushed',
    record,
  }));
}

/** @throws PosthornError `content.unknown-template`, `content.too-many-samples`, `content.document-too-large` */
export async function addSample(
  platform: Platform,
  actor: Actor,
  templateId: string,
  record: JsonDocument,
  label?: string,
): Promise<Sample> {
  const sample = { label: label ?? labelOf(record, 0), source: 'written' as const, record };
  return (await add(platform, actor, templateId, [sample], { source: 'written' }))[0]!;
}

/**
 * Takes the first records of a dataset as samples. They are data of customers: the audit entry names them.
 * @throws PosthornError `content.unknown-template`, `content.no-data`, `content.too-many-samples`
 */
export async function addRecordsAsSamples(
  platform: Platform,
  actor: Actor,
  templateId: string,
  { dataset, limit = 5 }: { readonly dataset: string; readonly limit?: number },
): Promise<readonly Sample[]> {
  await known(platform, templateId);
  const records = await readRecords(platform, await openDataset(platform, { dataset, limit }).ids());
  if (records.length === 0) throw new PosthornError('content.no-data', { detail: `The dataset "${dataset}" has no records.` });
  const samples = records.map(({ key, data }) => ({
    label: `${key}: ${labelOf(data, 0)}`.slice(0, 200),
    source: 'record' as const,
    record: data as JsonDocument,
  }));
  return await add(platform, actor, templateId, samples, { source: 'record', dataset, keys: records.map(({ key }) => key) });
}

/** Versions keep the samples that they were made with. @throws PosthornError `content.no-sample` */
export async function removeSample(platform: Platform, actor: Actor, templateId: string, id: string): Promise<void> {
  await transaction(platform.db, { log: platform.log }, async (trx) => {
    if (!(await deleteSample(trx, templateId, id)))
      throw new PosthornError('content.no-sample', { detail: `The template has no sample ${id}.` });
    await platform.audit.append(trx, actor, 'content.sample-remove', `template/${templateId}`, { sample: id });
  });
}

async function add(
  platform: Platform,
  actor: Actor,
  templateId: string,
  samples: readonly Omit<SampleRow, 'id'>[],
  audited: object,
): Promise<readonly Sample[]> {
  await known(platform, templateId);
  if (samples.some(({ record }) => Buffer.byteLength(JSON.stringify(record)) > mostSampleBytes))
    throw new PosthornError('content.document-too-large', { detail: `A sample record may have ${mostSampleBytes} bytes.` });
  return await transaction(platform.db, { log: platform.log }, async (trx) => {
    if ((await samplesOf(trx, templateId)).length + samples.length > mostSamples)
      throw new PosthornError('content.too-many-samples', { detail: `A template may have ${mostSamples} sample records.` });
    const rows = await insertSamples(trx, templateId, samples, actor.name, platform.clock());
    await platform.audit.append(trx, actor, 'content.sample-add', `template/${templateId}`, {
      ...audited,
      samples: rows.map(({ id }) => id),
    });
    return rows.map(present);
  });
}

async function known(platform: Pick<Platform, 'db'>, templateId: string): Promise<void> {
  if (!(await templateRow(platform.db, templateId)))
    throw new PosthornError('content.unknown-template', { detail: `There is no template "${templateId}".` });
}

const present = (row: SampleRow): Sample => ({ ...row, record: { ...row.record } });
