import { createHash } from 'node:crypto';
import { sentMessagesOf } from '../../delivery/index.ts';
import { PosthornError } from '../../platform/errors/index.ts';
import { decryptEntry, keysStillThere, type PackPlace } from '../../platform/files/index.ts';
import type { Platform } from '../../platform/platform.ts';
import {
  allRenditionsOf,
  type CommunicationRow,
  type CopyRow,
  communicationsAfter,
  copiesOf,
  neededKinds,
  type RenditionRow,
} from '../../production/index.ts';
import { OpenPacks } from './open-packs.ts';
import type { Findings } from './report.ts';

const pageSize = 500;

export interface Checked {
  communications: number;
  renditions: number;
  bytes: number;
  erased: number;
}

/**
 * Goes through all communications: each has the renditions that its channel needs, every rendition lies whole in its pack, decrypts
 * and has its hash, and the data are those that the communication names.
 * @param progress is told how many communications are done
 * @returns what was checked, and the names of the packs
 */
export async function checkCommunications(
  platform: Platform,
  findings: Findings,
  progress: (done: number) => void,
): Promise<{ readonly checked: Checked; readonly packs: ReadonlySet<string> }> {
  const packs = new OpenPacks(platform, findings);
  const checked: Checked = { communications: 0, renditions: 0, bytes: 0, erased: 0 };
  let after: string | undefined;
  for (;;) {
    const page = await communicationsAfter(platform.db, { limit: pageSize, ...(after === undefined ? {} : { after }) });
    if (page.length === 0) return { checked, packs: packs.seen };
    const ids = page.map((one) => one.id);
    const mails = Map.groupBy(await sentMessagesOf(platform.db, ids), (one) => one.communicationId);
    const renditions = Map.groupBy(await allRenditionsOf(platform.db, ids), (one) => one.communicationId);
    const copies = Map.groupBy(await copiesOf(platform.db, ids), (one) => one.communicationId);
    const keys = await keysStillThere(platform.keys, [...new Set(page.map((one) => one.customerId))]);
    for (const communication of page) {
      const { id, customerId } = communication;
      const key = keys.get(customerId);
      if (key === undefined) checked.erased++;
      const files = renditions.get(id) ?? [];
      checkCompleteness(communication, files, findings);
      for (const copy of copies.get(id) ?? []) checkCopy(copy, files, findings);
      checked.communications++;
      checked.renditions += files.length;
      const sent = (mails.get(id) ?? []).map((mail) => ({ ...mail, kind: 'mail as sent' }));
      for (const file of [...files, ...sent]) {
        const pack = await packs.bytes(file.pack);
        if (pack === null || key === undefined) continue;
        const fault = faultOf(pack, file, key);
        if (fault === null) checked.bytes += file.size;
        else findings.add('rendition-damaged', `communication/${id}`, `${file.kind}: ${fault}`);
      }
    }
    after = ids.at(-1);
    progress(checked.communications);
  }
}

function checkCopy({ communicationId, number, channel, fault }: CopyRow, renditions: readonly RenditionRow[], findings: Findings): void {
  if (fault !== null) return;
  const own = renditions.filter((one) => one.copy === number);
  for (const kind of neededKinds({ channel: channel!, notice: null })) {
    if (own.some((one) => one.kind === kind)) continue;
    findings.add('rendition-missing', `communication/${communicationId}`, `There is no rendition ${kind} of copy ${number}.`);
  }
}

function checkCompleteness(communication: CommunicationRow, files: readonly RenditionRow[], findings: Findings): void {
  const renditions = files.filter((one) => one.copy === 0);
  const subject = `communication/${communication.id}`;
  for (const kind of neededKinds(communication)) {
    if (!renditions.some((one) => one.kind === kind)) findings.add('rendition-missing', subject, `There is no rendition ${kind}.`);
  }
  const data = renditions.find((one) => one.kind === 'data');
  if (data !== undefined && data.sha256 !== communication.dataHash) {
    findings.add('data-hash-differs', subject, 'The archived data are not those that the communication was made from.');
  }
}

function faultOf(pack: Uint8Array, place: PackPlace, key: Uint8Array): string | null {
  const { offset, length } = place;
  if (offset + length > pack.length) return 'it does not lie within its pack.';
  try {
    const plain = decryptEntry(key, pack.subarray(offset, offset + length));
    const same = plain.length === place.size && createHash('sha256').update(plain).digest('hex') === place.sha256;
    return same ? null : 'its content does not have the archived hash.';
  } catch (error) {
    if (error instanceof PosthornError) return error.message;
    throw error;
  }
}
