import type { ChannelName } from '@posthorn/contract';
import type { DataRecord, Diagnostic } from '@posthorn/engine';
import { PosthornError } from '../platform/errors/index.ts';
import type { Platform } from '../platform/platform.ts';
import { neededKinds } from './compose/compose-record.ts';
import type { BatchOutcome, BatchTask } from './compose/messages.ts';
import { sharedPool } from './compose/shared-pool.ts';
import { letterCode } from './letter-code.ts';
import { readBytes } from './read-rendition.ts';
import { allRenditionsOf } from './store/communications.ts';
import { copiesOf } from './store/copies.ts';
import type { CommunicationRow, RenditionKind, RenditionRow } from './types.ts';
import { programKey, versionBundle } from './version-bundle.ts';

/** What came of composing a communication again from the archived data with the pinned template version. */
export interface Recomposition {
  readonly communicationId: string;
  /** All renditions have the same bytes as those archived. */
  readonly identical: boolean;
  readonly kinds: readonly ComposedKind[];
  /** Why it could not be composed; empty when it could. */
  readonly diagnostics: readonly Diagnostic[];
}

interface ComposedKind {
  readonly kind: RenditionKind;
  /** Number of the copy; absent for the original. */
  readonly copy?: number;
  readonly identical: boolean;
}

/** The original of a communication, or one of its copies. */
interface Piece {
  readonly communication: CommunicationRow;
  readonly copy: number;
  readonly channel: ChannelName;
  readonly archived: readonly RenditionRow[];
}

/**
 * Composes communications again, with their copies, and compares hashes: nothing is stored. In the order of `communications`.
 * @throws PosthornError `rendition.not-found` when the archived data are missing, `pack.damaged`
 */
export async function composeAgain(platform: Platform, communications: readonly CommunicationRow[]): Promise<readonly Recomposition[]> {
  const pieces = await piecesOf(platform, communications);
  const sameProgram = Map.groupBy(pieces, ({ communication: one }) => `${one.templateVersionId} ${one.composedAt.toISOString()}`);
  const done = new Map<string, Recomposition>();
  for (const group of sameProgram.values()) {
    const tasks = await Promise.all(group.map((one) => taskOf(platform, one)));
    const { templateVersionId, composedAt } = group[0]!.communication;
    const source = {
      versionId: await programKey(platform, templateVersionId, composedAt),
      bundle: () => versionBundle(platform, templateVersionId, composedAt),
    };
    const { outcomes } = await sharedPool(platform).compose(source, composedAt.toISOString(), tasks);
    for (const [index, piece] of group.entries()) {
      const { id } = piece.communication;
      done.set(id, joined(done.get(id), compare(piece, outcomes[index]!)));
    }
  }
  return communications.map((one) => done.get(one.id)!);
}

async function piecesOf(platform: Platform, communications: readonly CommunicationRow[]): Promise<readonly Piece[]> {
  const ids = communications.map((one) => one.id);
  const renditions = Map.groupBy(await allRenditionsOf(platform.db, ids), (one) => one.communicationId);
  const copies = Map.groupBy(await copiesOf(platform.db, ids), (one) => one.communicationId);
  return communications.flatMap((communication): Piece[] => {
    const archived = (copy: number) => (renditions.get(communication.id) ?? []).filter((one) => one.copy === copy);
    const made = (copies.get(communication.id) ?? []).filter((one) => one.fault === null);
    return [
      { communication, copy: 0, channel: communication.channel, archived: archived(0) },
      ...made.map(({ number, channel }) => ({ communication, copy: number, channel: channel!, archived: archived(number) })),
    ];
  });
}

const joined = (one: Recomposition | undefined, other: Recomposition): Recomposition => ({
  communicationId: other.communicationId,
  identical: other.identical && (one?.identical ?? true),
  kinds: [...(one?.kinds ?? []), ...other.kinds],
  diagnostics: [...(one?.diagnostics ?? []), ...other.diagnostics],
});

async function taskOf(platform: Platform, { communication, copy, channel, archived }: Piece): Promise<BatchTask> {
  const snapshot = archived.find((one) => one.kind === 'data');
  if (snapshot === undefined)
    throw new PosthornError('rendition.not-found', { detail: `The data of the communication ${communication.id} are missing.` });
  const bytes = await readBytes(platform, communication.customerId, snapshot);
  const data = JSON.parse(Buffer.from(bytes).toString('utf8')) as DataRecord;
  const notice = copy === 0 ? communication.notice : null;
  return { data, channel, notice, code: letterCode({ ...communication, copy }), key: null };
}

/** What was composed for the channel that was chosen first, with the letter that an e-mail may bring; what a fallback added later is no part. */
function ownOf({ communication: { notice }, channel, archived }: Piece): readonly RenditionRow[] {
  const needed = new Set<string>([...neededKinds({ channel, notice }), ...(channel === 'email' ? ['pdf'] : [])]);
  return archived.filter((one) => needed.has(one.kind));
}

function compare(piece: Piece, outcome: BatchOutcome): Recomposition {
  const archived = ownOf(piece);
  const composed = new Map(outcome.ok ? outcome.files.map((file) => [file.kind, file.sha256]) : []);
  // A letter beside an e-mail that brings none is a fallback's too.
  const own = outcome.ok ? archived.filter(({ kind }) => kind !== 'pdf' || composed.has(kind)) : archived;
  const which = piece.copy === 0 ? {} : { copy: piece.copy };
  const kinds = own.map(({ kind, sha256 }) => ({ kind, ...which, identical: composed.get(kind) === sha256 }));
  const identical = outcome.ok && outcome.files.length === own.length && kinds.every((one) => one.identical);
  return { communicationId: piece.communication.id, identical, kinds, diagnostics: outcome.ok ? [] : outcome.diagnostics };
}
