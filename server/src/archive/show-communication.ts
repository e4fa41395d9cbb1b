import type { Communication } from '@posthorn/contract';
import { findVersion } from '../content/index.ts';
import { showDeliveries } from '../delivery/index.ts';
import { contactOf } from '../governance/index.ts';
import type { Platform } from '../platform/platform.ts';
import { type CommunicationRow, type RenditionRow, readCommunication, renditionsOf } from '../production/index.ts';
import { summaryOf } from './find-communications.ts';

/** In which order renditions are shown. */
const kindOrder = ['pdf', 'email', 'html', 'text', 'sms', 'data'];

/** One communication with its renditions, what it was made from, and what became of it. @throws PosthornError `communication.not-found` */
export async function showCommunication(platform: Platform, id: string): Promise<Communication> {
  const communication = await readCommunication(platform, id);
  const [summary, renditions, provenance, deliveries, contact] = await Promise.all([
    summaryOf(platform, id),
    renditionsOf(platform.db, [id]),
    provenanceOf(platform, communication),
    showDeliveries(platform.db, [id]),
    contactOf(platform, id),
  ]);
  return {
    ...summary,
    routingReason: { code: communication.routingCode, text: communication.routingText },
    renditions: renditions.map(renditionInfo).sort((a, b) => kindOrder.indexOf(a.kind) - kindOrder.indexOf(b.kind)),
    provenance,
    deliveries: deliveries.get(id) ?? [],
    ...(contact === undefined ? {} : { contact }),
  };
}

async function provenanceOf(platform: Platform, communication: CommunicationRow): Promise<Communication['provenance']> {
  const { version, hash, manifest } = await findVersion(platform, communication.templateVersionId);
  const pinned = ({ id, hash }: { id: string; hash: string }) => ({ id, hash });
  return {
    templateVersionId: communication.templateVersionId,
    templateVersion: version,
    templateHash: hash,
    blocks: manifest.blocks.map(pinned),
    brand: pinned(manifest.brand),
    dataHash: communication.dataHash,
    engineVersion: communication.engineVersion,
    recordKey: communication.recordKey,
  };
}

function renditionInfo({ kind, mediaType, size, sha256, pages }: RenditionRow): Communication['renditions'][number] {
  return { kind, mediaType, bytes: size, sha256, ...(pages === null ? {} : { pages }) };
}
