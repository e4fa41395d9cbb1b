import { createHash } from 'node:crypto';
import type { ChannelName } from '@posthorn/contract';
import { insertVersion, lockTemplate, pinPart } from '../src/content/store.ts';
import { appendConsents } from '../src/customers/permissions/note-consent.ts';
import { insertCustomers } from '../src/customers/store.ts';
import { newId } from '../src/platform/db/index.ts';
import type { Platform } from '../src/platform/platform.ts';
import { copyCommunications, ensureCommunicationMonth } from '../src/production/store/communications.ts';
import { insertChunks, insertRun } from '../src/production/store/runs.ts';
import type { CommunicationRow, RenditionKind, RenditionRow, RunComposed } from '../src/production/types.ts';
import { testMonth } from './deliveries.ts';

/** A customer and the communication that was composed for them. */
export interface Composed {
  readonly channel: ChannelName;
  /** Who is there already. */
  readonly customerId?: string;
  readonly name?: string;
  readonly email?: string;
  readonly phone?: string;
  readonly address?: readonly string[];
  readonly language?: string;
  /** Signed on paper that advertising may come by this channel. */
  readonly consented?: boolean;
  /** The renditions' bytes; what a channel needs is made where it is not given. */
  readonly files?: Partial<Record<RenditionKind, Uint8Array>>;
}

const json = (value: unknown) => Buffer.from(JSON.stringify(value));

/** Renditions like those that production archives. */
function filesOf(one: Composed, at: number): Partial<Record<RenditionKind, Uint8Array>> {
  const pdf = Buffer.from(`%PDF-1.7 letter ${at}`);
  const email = json({ subject: `Rechnung ${at}`, html: `<p>Grüße ${at}</p>`, text: `Grüße ${at}`, attachLetter: true, inlineImages: [] });
  const byChannel = { email: { email, pdf }, post: { pdf }, portal: { pdf, html: Buffer.from('<p>web</p>') }, sms: {}, push: {} };
  const sms = one.channel === 'sms' ? { sms: Buffer.from(`Kurz: ${at}`) } : {};
  return { ...byChannel[one.channel], ...sms, ...one.files };
}

/**
 * What production leaves behind when it has composed a run of one chunk: customers, run, communications with their renditions in a
 * pack, and the events `production.chunk-composed` and `production.run-composed`.
 */
export async function composedRun(
  platform: Platform,
  all: readonly Composed[],
  options: { readonly purpose?: string; readonly sender?: { readonly organisation: string; readonly email?: string } } = {},
): Promise<{ readonly runId: string; readonly communications: readonly CommunicationRow[] }> {
  const runId = newId();
  const now = platform.clock();
  const customers = all.map((one, at) => ({ ...one, id: one.customerId ?? newId(), number: `${runId.slice(-6)}-${at}` }));
  const versionId = await templateVersion(platform, options.sender ?? { organisation: 'Kontor' });
  const communications = customers.map((one, at) => communicationOf(one, at, runId, versionId, now));
  const files = communications.flatMap((communication, at) =>
    Object.entries(filesOf(all[at]!, at)).map(([kind, bytes]) => ({ communication, kind: kind as RenditionKind, bytes })),
  );
  const places = await platform.packs.write(files.map(({ communication, bytes }) => ({ customerId: communication.customerId, bytes })));
  const renditions = files.map(
    ({ communication, kind }, at): RenditionRow => ({
      ...{
        communicationId: communication.id,
        month: testMonth,
        kind,
        mediaType: 'application/octet-stream',
        pages: kind === 'pdf' ? 1 : null,
      },
      ...places[at]!,
    }),
  );
  await platform.db.transaction().execute(async (trx) => {
    const fresh = customers.filter((one) => one.customerId === undefined);
    await insertCustomers(trx, fresh.map(customerToWrite), now);
    for (const { id, channel } of customers.filter((one) => one.consented)) {
      const act = { customerId: id, purpose: 'advertising', channel, act: 'granted', at: now, way: 'paper', evidence: {} } as const;
      await appendConsents(platform, trx, { kind: 'system', id: 'test', name: 'Test' }, [act]);
    }
    await ensureCommunicationMonth(trx, testMonth);
    await insertRun(trx, runOf(runId, versionId, all.length, options.purpose ?? 'contract', now));
    await insertChunks(trx, runId, [{ number: 1, recordIds: communications.map((one) => one.recordId) }]);
    await copyCommunications(trx, communications, renditions);
    await platform.events.publish(trx, 'production.chunk-composed', `run/${runId}`, { runId, chunk: 1, month: testMonth });
    await platform.events.publish<RunComposed>(trx, 'production.run-composed', `run/${runId}`, { runId, month: testMonth });
  });
  return { runId, communications };
}

/** A version of a template as far as sending looks at it: its brand's sender. */
function templateVersion(platform: Platform, sender: object): Promise<string> {
  const now = platform.clock();
  return platform.db.transaction().execute(async (trx) => {
    const source = JSON.stringify({ kind: 'brand', id: 'kontor', sender });
    const brand = await pinPart(
      trx,
      'brand',
      { id: 'kontor', hash: createHash('sha256').update(source).digest('hex'), source },
      'test',
      now,
    );
    await lockTemplate(trx, 'invoice', now);
    const manifest = { template: { hash: '' }, brand, blocks: [], assets: {}, samples: '' };
    const version = { templateId: 'invoice', hash: newId(), source: '{}', samples: '', manifest, authors: [], origin: 'folder' as const };
    return (await insertVersion(trx, version, 'test', now)).id;
  });
}

function communicationOf(
  one: Composed & { readonly id: string },
  at: number,
  runId: string,
  versionId: string,
  now: Date,
): CommunicationRow {
  return {
    ...{ id: newId(), month: testMonth, runId, recordId: String(at + 1), recordKey: `record-${at}`, customerId: one.id },
    ...{ templateVersionId: versionId, channel: one.channel, notice: null, language: one.language ?? 'de' },
    ...{ reference: `R-${at}`, subject: `Rechnung ${at}`, routingCode: 'preferred', routingText: 'The channel that the customer prefers.' },
    ...{ dataHash: createHash('sha256').update(String(at)).digest('hex'), engineVersion: '1', pages: 1, composedAt: now, createdAt: now },
    ...{ matter: null, matterKey: null, validUntil: null },
  };
}

function runOf(id: string, versionId: string, records: number, purpose: string, now: Date): Parameters<typeof insertRun>[1] {
  return {
    ...{
      id,
      key: id,
      name: 'Test',
      templateId: 'invoice',
      templateVersionId: versionId,
      version: 1,
      purpose,
      selection: { dataset: 'test' },
      hours: null,
    },
    ...{ month: testMonth, records, chunks: 1, startedAt: now, startedBy: 'test' },
  };
}

function customerToWrite(one: Composed & { readonly id: string; readonly number: string }): Parameters<typeof insertCustomers>[1][number] {
  const point = (channel: ChannelName, address: string | undefined) =>
    address === undefined ? [] : [{ channel, address, state: 'valid' as const, stateReason: null }];
  return {
    ...{ id: one.id, number: one.number, name: one.name ?? 'Erika Muster', language: one.language ?? 'de', country: 'DE', hash: one.id },
    address: { country: 'DE', lines: one.address ?? ['Erika Muster', 'Weg 1', '12345 Ort'] },
    ...{ attributes: {}, preferences: {}, wishes: {}, contactPoints: [...point('email', one.email), ...point('sms', one.phone)] },
  };
}
