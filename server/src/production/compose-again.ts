import type { DataRecord, Diagnostic } from '@posthorn/engine';
import { PosthornError } from '../platform/errors/index.ts';
import type { Platform } from '../platform/platform.ts';
import { neededKinds } from './compose/compose-record.ts';
import type { BatchOutcome, BatchTask } from './compose/messages.ts';
import { sharedPool } from './compose/shared-pool.ts';
import { letterCode } from './letter-code.ts';
import { readBytes } from './read-rendition.ts';
import { renditionsOf } from './store/communications.ts';
import type { CommunicationRow, RenditionKind, RenditionRow } from './types.ts';
import { programKey, versionBundle } from './version-bundle.ts';

/** What came of composing a communication again from the archived data with the pinned template version. */
export interface Recomposition {
  readonly communicationId: string;
  /** All renditions have the same bytes as those archived. */
  readonly identical: boolean;
  readonly kinds: readonly { readonly kind: RenditionKind; readonly identical: boolean }[];
  /** Why it could not be composed; empty when it could. */
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * Composes communications again and compares hashes: nothing is stored. In the order of `communications`.
 * @throws PosthornError `rendition.not-found` when the archived data are missing, `pack.damaged`
 */
export async function composeAgain(platform: Platform, communications: readonly CommunicationRow[]): Promise<readonly Recomposition[]> {
  const renditions = Map.groupBy(
    await renditionsOf(
      platform.db,
      communications.map((one) => one.id),
    ),
    (one) => one.communicationId,
  );
  const sameProgram = Map.groupBy(communications, (one) => `${one.templateVersionId} ${one.composedAt.toISOString()}`);
  const done = new Map<string, Recomposition>();
  for (const group of sameProgram.values()) {
    const tasks = await Promise.all(group.map((one) => taskOf(platform, one, renditions.get(one.id) ?? [])));
    const { templateVersionId, composedAt } = group[0]!;
    const source = {
      versionId: await programKey(platform, templateVersionId, composedAt),
      bundle: () => versionBundle(platform, templateVersionId, composedAt),
    };
    const { outcomes } = await sharedPool(platform).compose(source, composedAt.toISOString(), tasks);
    for (const [index, communication] of group.entries()) {
      done.set(communication.id, compare(communication.id, ownOf(communication, renditions.get(communication.id) ?? []), outcomes[index]!));
    }
  }
  return communications.map((one) => done.get(one.id)!);
}

async function taskOf(platform: Platform, communication: CommunicationRow, renditions: readonly RenditionRow[]): Promise<BatchTask> {
  const snapshot = renditions.find((one) => one.kind === 'data');
  if (snapshot === undefined)
    throw new PosthornError('rendition.not-found', { detail: `The data of the communication ${communication.id} are missing.` });
  const bytes = await readBytes(platform, communication.customerId, snapshot);
  const data = JSON.parse(Buffer.from(bytes).toString('utf8')) as DataRecord;
  const { channel, notice } = communication;
  return { data, channel, notice, code: letterCode(communication), key: null };
}

/** What was composed for the channel that was chosen first, with the letter that an e-mail may bring; what a fallback added later is no part. */
function ownOf(communication: CommunicationRow, archived: readonly RenditionRow[]): readonly RenditionRow[] {
  const needed = new Set<string>([...neededKinds(communication), ...(communication.channel === 'email' ? ['pdf'] : [])]);
  return archived.filter((one) => needed.has(one.kind));
}

function compare(communicationId: string, archived: readonly RenditionRow[], outcome: BatchOutcome): Recomposition {
  const composed = new Map(outcome.ok ? outcome.files.map((file) => [file.kind, file.sha256]) : []);
  // A letter beside an e-mail that brings none is a fallback's too.
  const own = outcome.ok ? archived.filter(({ kind }) => kind !== 'pdf' || composed.has(kind)) : archived;
  const kinds = own.map(({ kind, sha256 }) => ({ kind, identical: composed.get(kind) === sha256 }));
  const identical = outcome.ok && outcome.files.length === own.length && kinds.every((one) => one.identical);
  return { communicationId, identical, kinds, diagnostics: outcome.ok ? [] : outcome.diagnostics };
}
