import type { ChannelName } from '@posthorn/contract';
import type { DataRecord, Diagnostic } from '@posthorn/engine';
import type { Transaction } from 'kysely';
import type { Platform } from '../platform/platform.ts';
import { neededKinds } from './compose/compose-record.ts';
import { sharedPool } from './compose/shared-pool.ts';
import { letterCode } from './letter-code.ts';
import { channelsOf } from './prepare-batch.ts';
import { readBytes } from './read-rendition.ts';
import { forbiddenIn } from './refuse-uses.ts';
import { copyCommunications, renditionsOf } from './store/communications.ts';
import type { CommunicationRow, RenditionRow } from './types.ts';
import { programKey, versionBundle } from './version-bundle.ts';

/** What a communication still needs to go by a further channel; call `keep` in the transaction that makes it go there. */
export type Further =
  // biome-ignore lint/suspicious/noExplicitAny: any room's transaction will do
  { readonly ok: true; keep(trx: Transaction<any>): Promise<void> } | { readonly ok: false; readonly reason: string };

/**
 * Composes what a communication lacks for another channel, from the archived data with the pinned template version: it says the same there. What
 * is there already stays. The bytes lie in the object store afterwards and count when they are kept.
 */
export async function composeFurther(platform: Platform, communication: CommunicationRow, channel: ChannelName): Promise<Further> {
  const { id, month, customerId, templateVersionId, composedAt } = communication;
  const there = await renditionsOf(platform.db, [id]);
  const missing = neededKinds({ channel, notice: null }).filter((kind) => kind !== 'data' && !there.some((one) => one.kind === kind));
  if (missing.length === 0) return { ok: true, keep: async () => {} };
  const bundle = await versionBundle(platform, templateVersionId, composedAt);
  if (!channelsOf(bundle.template).includes(channel)) return { ok: false, reason: 'the template has no form for it' };
  const forbidden = await forbiddenIn(platform, { versionId: templateVersionId, template: bundle.template, at: composedAt });
  const found = forbidden({ channel, notice: null });
  if (found.length > 0) return { ok: false, reason: reasonOf(found) };
  const snapshot = there.find((one) => one.kind === 'data');
  if (snapshot === undefined) return { ok: false, reason: 'the archived data are missing' };
  const data = JSON.parse(Buffer.from(await readBytes(platform, customerId, snapshot)).toString()) as DataRecord;
  const key = (await platform.keys.forCustomers([customerId])).get(customerId)!;
  const source = { versionId: await programKey(platform, templateVersionId, composedAt), bundle: async () => bundle };
  const { outcomes, pack } = await sharedPool(platform).compose(source, composedAt.toISOString(), [
    { data, channel, notice: null, code: letterCode(communication), key },
  ]);
  const outcome = outcomes[0]!;
  if (!outcome.ok || pack === null) return { ok: false, reason: reasonOf(outcome.ok ? [] : outcome.diagnostics) };
  await platform.objects.put(pack.name, pack.bytes);
  const rows = outcome.files
    .filter((file) => missing.includes(file.kind))
    .map((file): RenditionRow => ({ communicationId: id, month, pack: pack.name, ...file }));
  return { ok: true, keep: (trx) => copyCommunications(trx, [], rows) };
}

const reasonOf = (diagnostics: readonly Diagnostic[]): string =>
  `it could not be composed: ${diagnostics.map((one) => one.message).join('; ')}`.slice(0, 300);
