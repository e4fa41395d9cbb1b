import type { api, ReplyOf } from '@posthorn/contract';
import type { Channel, DataRecord } from '@posthorn/engine';
import { dataOfCommunication } from '../content/index.ts';
import { PosthornError } from '../platform/errors/index.ts';
import type { Platform } from '../platform/platform.ts';
import { allRenditionsOf, type RenditionKind, type RenditionRow, readBytes, readCommunication } from '../production/index.ts';

/** Which content of a template a rendition shows; the snapshot of the data shows none. */
const shown: Readonly<Record<string, Channel>> = {
  pdf: 'letter',
  email: 'email',
  text: 'email',
  html: 'web',
  sms: 'sms',
  push: 'push' as Channel,
};

/** The personal data that a communication used, of all that was composed for it. @throws PosthornError `communication.not-found` */
export async function showPersonalData(platform: Platform, id: string): Promise<ReplyOf<typeof api.personalData.ofCommunication>> {
  const { templateVersionId, composedAt, customerId, language } = await readCommunication(platform, id);
  const renditions = await allRenditionsOf(platform.db, [id]);
  const channels = [...new Set(renditions.flatMap(({ kind }) => shown[kind] ?? []))];
  const record = await recordOf(platform, customerId, renditions);
  return { rows: [...(await dataOfCommunication(platform, { versionId: templateVersionId, at: composedAt, channels, language, record }))] };
}

/** What it was composed from; undefined where the customer was erased. */
async function recordOf(platform: Platform, customerId: string, renditions: readonly RenditionRow[]): Promise<DataRecord | undefined> {
  const snapshot = renditions.find(({ kind, copy = 0 }) => kind === ('data' satisfies RenditionKind) && copy === 0);
  if (snapshot === undefined) return undefined;
  try {
    return JSON.parse(Buffer.from(await readBytes(platform, customerId, snapshot)).toString()) as DataRecord;
  } catch (error) {
    if (error instanceof PosthornError && error.code === 'pack.key-destroyed') return undefined;
    throw error;
  }
}
