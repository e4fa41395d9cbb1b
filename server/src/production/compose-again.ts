import type { DataRecord, Diagnostic } from '@posthorn/engine';
import { PosthornError } from '../platform/errors/index.ts';
import type { Platform } from '../platform/platform.ts';
import type { BatchOutcome, BatchTask } from './compose/messages.ts';
import { sharedPool } from './compose/shared-pool.ts';
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
    for (const [index, { id }] of group.entries()) done.set(id, compare(id, renditions.get(id) ?? [], outcomes[index]!));
  }
  return communications.map((one) => done.get(one.id)!);
}

async function taskOf(platform: Platform, communication: CommunicationRow, renditions: readonly RenditionRow[]): Promise<BatchTask> {
  const snapshot = renditions.find((one) => one.kind === 'data');
  if (snapshot === undefined)
    throw new PosthornError('rendition.not-found', { detail: `The data of the communication ${communication.id} are missing.` });
  const bytes = await readBytes(platform, communication.customerId, snapshot);
  const data = JSON.parse(Buffer.from(bytes).toString('utf8')) as DataRecord;
  return { data, channel: communication.channel, notice: communication.notice, key: null };
}

function compare(communicationId: string, archived: readonly RenditionRow[], outcome: BatchOutcome): Recomposition {
  const composed = new Map(outcome.ok ? outcome.files.map((file) => [file.kind, file.sha256]) : []);
  const kinds = archived.map(({ kind, sha256 }) => ({ kind, identical: composed.get(kind) === sha256 }));
  const identical = outcome.ok && outcome.files.length === archived.length && kinds.every((one) => one.identical);
  return { communicationId, identical, kinds, diagnostics: outcome.ok ? [] : outcome.diagnostics };
}
