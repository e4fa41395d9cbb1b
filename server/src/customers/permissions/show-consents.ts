import type { ConsentEntry as ShownEntry, Permission as ShownPermission } from '@posthorn/contract';
import type { Platform } from '../../platform/platform.ts';
import { showCustomer } from '../find-customers.ts';
import { phoneProofUntil } from './retention.ts';
import { entriesOf, permissionsOf, textsOf } from './store.ts';
import type { ConsentEntry, Permission } from './types.ts';

/** What a customer agreed to now, and the ledger that it follows from, newest first. @throws PosthornError `customer.not-found` */
export async function showConsents(
  platform: Platform,
  customerId: string,
): Promise<{ permissions: ShownPermission[]; entries: ShownEntry[] }> {
  const { id } = await showCustomer(platform, customerId);
  const entries = await entriesOf(platform.db, [id]);
  const texts = new Map(
    (await textsOf(platform.db, [...new Set(entries.flatMap((one) => one.textId ?? []))])).map((text) => [text.id, text]),
  );
  const now = platform.clock();
  return {
    permissions: ((await permissionsOf(platform.db, [id])).get(id) ?? []).map((one) => ({
      ...shownPermission(one, now),
      ...proofUntil(one, entries),
    })),
    entries: entries
      .toSorted((a, b) => b.at.getTime() - a.at.getTime() || (a.id < b.id ? 1 : -1))
      .map((entry) => shownEntry(entry, entry.textId === undefined ? undefined : texts.get(entry.textId))),
  };
}

function proofUntil({ purpose, channel }: Permission, entries: readonly ConsentEntry[]): { readonly proofUntil?: string } {
  const until = channel === 'phone' ? phoneProofUntil(entries.filter((entry) => entry.purpose === purpose)) : undefined;
  return until === undefined ? {} : { proofUntil: until.toISOString() };
}

function shownPermission({ entryId: _entry, since, until, address, goods, state, ...one }: Permission, now: Date): ShownPermission {
  const expired = state === 'granted' && until !== null && until < now;
  return {
    ...one,
    state: expired ? 'expired' : state === 'none' && goods.length > 0 ? 'bought' : state,
    since: since.toISOString(),
    goods: [...goods],
    ...(until === null ? {} : { until: until.toISOString() }),
    ...(address === null ? {} : { address }),
  };
}

function shownEntry(entry: ConsentEntry, text: ShownEntry['text'] | undefined): ShownEntry {
  const { customerId: _customer, textId: _text, address, until, at, notedAt, evidence, ...rest } = entry;
  return {
    ...rest,
    at: at.toISOString(),
    notedAt: notedAt.toISOString(),
    evidence: { ...evidence },
    ...(address === undefined ? {} : { address }),
    ...(until === undefined ? {} : { until: until.toISOString() }),
    ...(text === undefined ? {} : { text: { id: text.id, name: text.name, language: text.language, wording: text.wording } }),
  };
}
