import { createPrintStream } from '@posthorn/engine/print-stream';
import { customersById } from '../../../customers/index.ts';
import type { Platform } from '../../../platform/platform.ts';
import { communicationsById } from '../../../production/index.ts';
import { settingsOf } from '../../accounts/adapters.ts';
import { accountsOf } from '../../accounts/store.ts';
import { partsAround } from '../../digests/store.ts';
import { renditionsFor } from '../../own-renditions.ts';
import { deliveriesById } from '../../store.ts';
import type { ClaimedDelivery, Delivery } from '../../types.ts';
import { namedCountry } from './country.ts';
import type { Letter } from './letter.ts';
import { lettersOf } from './store.ts';

/** Reads claimed letters out of the archive, each with what goes in its envelope; a text says why there is none. */
export async function readLetters(
  platform: Platform,
  claimed: readonly ClaimedDelivery[],
): Promise<(delivery: ClaimedDelivery) => Promise<Letter | string>> {
  const ids = claimed.map((one) => one.id);
  const parts = Map.groupBy(await partsAround(platform.db, ids), (part) => part.carrierId);
  const carried = new Map(
    (
      await deliveriesById(
        platform.db,
        [...parts.values()].flat().map((part) => part.deliveryId),
      )
    ).map((one) => [one.id, one]),
  );
  const all = [...claimed, ...carried.values()];
  const renditions = await renditionsFor(platform.db, all);
  const communications = new Map(
    (
      await communicationsById(
        platform.db,
        claimed.map((one) => one.communicationId),
      )
    ).map((one) => [one.id, one]),
  );
  const customers = await customersById(platform, [...new Set(claimed.map((one) => one.customerId))]);
  const letters = await lettersOf(platform.db, ids);
  const account = (await accountsOf(platform.db)).find((one) => one.id === claimed[0]?.account);
  const duplex = account !== undefined && settingsOf(account).duplex === true;
  const home = platform.config.homeCountry ?? 'DE';
  return async (delivery) => {
    const { id, address, communicationId, customerId } = delivery;
    const within: readonly Delivery[] = [delivery, ...(parts.get(id) ?? []).flatMap((part) => carried.get(part.deliveryId) ?? [])];
    const pdfs: Uint8Array[] = [];
    let pages = 0;
    for (const one of within) {
      const place = renditions(one).get('pdf');
      if (place === undefined) return 'the communication has no letter';
      pdfs.push(await platform.packs.read(place, one.customerId));
      pages += place.pages ?? 1;
    }
    const lines = address.split('\n');
    const pdf =
      pdfs.length === 1 ? { bytes: pdfs[0]!, pages } : await joined(pdfs, duplex, communications.get(communicationId)?.language ?? 'de');
    return {
      ...{ id, address: lines, country: namedCountry(lines) ?? home, pdf: pdf.bytes, pages: pdf.pages },
      product: letters.get(id)?.product ?? 'letter',
      reference: communications.get(communicationId)?.reference ?? '',
      customerNumber: customers.get(customerId)?.number ?? '',
    };
  };
}

/** Several letters as one, each on sheets of its own. */
async function joined(
  pdfs: readonly Uint8Array[],
  duplex: boolean,
  language: string,
): Promise<{ readonly bytes: Uint8Array; readonly pages: number }> {
  const chunks: Uint8Array[] = [];
  const stream = createPrintStream((chunk) => void chunks.push(chunk), { title: '', language, duplex });
  for (const pdf of pdfs) await stream.append(pdf);
  const { pages } = await stream.finish();
  return { bytes: Buffer.concat(chunks), pages };
}
