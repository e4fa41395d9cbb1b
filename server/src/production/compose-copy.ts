import type { DataRecord } from '@posthorn/engine';
import type { Transaction } from 'kysely';
import { PosthornError } from '../platform/errors/index.ts';
import type { Platform } from '../platform/platform.ts';
import { sharedPool } from './compose/shared-pool.ts';
import './errors.ts';
import { letterCode } from './letter-code.ts';
import { faultOf } from './plan-copies.ts';
import { readBytes } from './read-rendition.ts';
import { allRenditionsOf, copyCommunications } from './store/communications.ts';
import { copiesOf, insertCopies } from './store/copies.ts';
import type { CommunicationRow, CopyRow, RenditionRow } from './types.ts';
import { programKey, versionBundle } from './version-bundle.ts';

/** The letter's code has no room for more. */
const mostCopies = 15;

/** A copy that was composed; it counts when it is kept, in the transaction that makes it go out. */
export interface ComposedLetter {
  readonly copy: CopyRow & { readonly channel: 'post'; readonly address: string };
  // biome-ignore lint/suspicious/noExplicitAny: any room's transaction will do
  keep(trx: Transaction<any>): Promise<void>;
}

/**
 * Composes the letter of a communication once more for another address, with the pinned version and the archived data but for this address: it says
 * the same, and is archived beside it as a further copy.
 * @param of the copy whose data it is made from; 0 for the original
 * @throws PosthornError `copy.impossible`
 */
export async function composeLetterFor(
  platform: Platform,
  communication: CommunicationRow,
  of: number,
  recipient: { readonly kind: CopyRow['kind']; readonly name: string; readonly address: readonly string[] },
): Promise<ComposedLetter> {
  const { id, month, customerId, templateVersionId, composedAt } = communication;
  const number = Math.max(0, ...(await copiesOf(platform.db, [id])).map((one) => one.number)) + 1;
  if (number > mostCopies) throw new PosthornError('copy.impossible', { detail: `There are ${mostCopies} copies of it already.` });
  const snapshot = (await allRenditionsOf(platform.db, [id])).find((one) => one.kind === 'data' && one.copy === of);
  if (snapshot === undefined) throw new PosthornError('copy.impossible', { detail: 'The archived data are missing.' });
  const data = JSON.parse(Buffer.from(await readBytes(platform, customerId, snapshot)).toString()) as DataRecord;
  const key = (await platform.keys.forCustomers([customerId])).get(customerId)!;
  const task = {
    ...{ channel: 'post' as const, notice: null, code: letterCode({ ...communication, copy: number }), key },
    data: { ...data, customer: { ...(data.customer as DataRecord), address: recipient.address } },
  };
  const source = {
    versionId: await programKey(platform, templateVersionId, composedAt),
    bundle: () => versionBundle(platform, templateVersionId, composedAt),
  };
  const { outcomes, pack } = await sharedPool(platform).compose(source, composedAt.toISOString(), [task]);
  const outcome = outcomes[0]!;
  if (!outcome.ok || pack === null) throw new PosthornError('copy.impossible', { detail: outcome.ok ? '' : faultOf(outcome.diagnostics) });
  await platform.objects.put(pack.name, pack.bytes);
  const rows = outcome.files.map((file): RenditionRow => ({ communicationId: id, month, pack: pack.name, copy: number, ...file }));
  const { kind, name } = recipient;
  const copy = {
    communicationId: id,
    month,
    number,
    kind,
    name,
    channel: 'post' as const,
    address: recipient.address.join('\n'),
    fault: null,
  };
  return {
    copy,
    async keep(trx) {
      await insertCopies(trx, [copy]);
      await copyCommunications(trx, [], rows);
    },
  };
}
