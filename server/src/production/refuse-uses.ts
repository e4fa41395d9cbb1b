import type { Channel, Template } from '@posthorn/engine';
import { forbiddenInVersion } from '../content/index.ts';
import type { Platform } from '../platform/platform.ts';
import { channelsShown } from './compose/compose-record.ts';
import type { BatchTask } from './compose/messages.ts';
import { failedRecord, type RoutedRecord } from './prepare-batch.ts';
import type { FailedRecord } from './types.ts';

/** What is to be composed: a version with its template, and the moment of its wordings. */
export interface Composing {
  readonly versionId: string;
  readonly template: Template;
  readonly at: Date;
}

/**
 * Says for records why they may not be composed: their template uses, on their channel, personal data for a purpose that these are not for.
 * The register decides as it is now: a template may have been released before.
 */
export async function forbiddenIn(platform: Platform, { versionId, template, at }: Composing) {
  const day = at.toISOString().slice(0, 10);
  const found = await forbiddenInVersion(platform, { versionId, purpose: template.purpose, day });
  return (task: Pick<BatchTask, 'channel' | 'notice'>) => {
    if (found.length === 0) return [];
    const shown: ReadonlySet<Channel> = new Set(channelsShown(task, template));
    return found.filter(({ channels }) => channels.some((one) => shown.has(one))).map(({ diagnostic }) => diagnostic);
  };
}

/** Parts records that may be composed from those that may not, which are failures with every place. */
export async function refuseUses(
  platform: Platform,
  composing: Composing,
  ready: readonly RoutedRecord[],
): Promise<{ readonly allowed: readonly RoutedRecord[]; readonly refused: readonly FailedRecord[] }> {
  const forbidden = await forbiddenIn(platform, composing);
  const judged = ready.map((one) => ({ one, diagnostics: forbidden(one.task) }));
  return {
    allowed: judged.flatMap(({ one, diagnostics }) => (diagnostics.length === 0 ? [one] : [])),
    refused: judged.flatMap(({ one, diagnostics }) => (diagnostics.length === 0 ? [] : [failedRecord(one.record, diagnostics)])),
  };
}
