import type { Communication } from '@posthorn/contract';
import { findVersion } from '../content/index.ts';
import { showDeliveries } from '../delivery/index.ts';
import { contactOf } from '../governance/index.ts';
import type { Platform } from '../platform/platform.ts';
import { allRenditionsOf, type CommunicationRow, copiesOf, type RenditionRow, readCommunication } from '../production/index.ts';
import { summaryOf } from './find-communications.ts';

/** In which order renditions are shown. */
const kindOrder = ['pdf', 'email', 'html', 'text', 'sms', 'data'];

/** One communication with its renditions, what it was made from, and what became of it. @throws PosthornError `communication.not-found` */
export async function showCommunication(platform: Platform, id: string): Promise<Communication> {
  const communication = await readCommunication(platform, id);
  const [summary, renditions, copies, provenance, deliveries, contact] = await Promise.all([
    summaryOf(platform, id),
    allRenditionsOf(platform.db, [id]),
    copiesOf(platform.db, [id]),
    provenanceOf(platform, communication),
    showDeliveries(platform.db, [id]),
    contactOf(platform, id),
  ]);
  return {
    ...summary,
    routingReason: { code: communication.routingCode, text: communication.routingText },
    renditions: renditionsIn(renditions, 0),
    provenance,
    deliveries: deliveries.get(id) ?? [],
    copies: copies.map(({ number, kind, name, channel, address, fault }) => ({
      ...{ number, kind, name, renditions: renditionsIn(renditions, number) },
      ...(channel === null ? {} : { channel }),
      ...(address === null ? {} : { address }),
      ...(fault === null ? {} : { fault }),
    })),
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

function renditionsIn(renditions: readonly RenditionRow[], copy: number): Communication['renditions'] {
  const own = renditions.filter((one) => one.copy === copy).map(renditionInfo);
  return own.sort((a, b) => kindOrder.indexOf(a.kind) - kindOrder.indexOf(b.kind));
}

function renditionInfo({ kind, mediaType, size, sha256, pages }: RenditionRow): Communication['renditions'][number] {
  return { kind, mediaType, bytes: size, sha256, ...(pages === null ? {} : { pages }) };
}
