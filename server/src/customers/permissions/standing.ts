import type { ConsentChannel, ConsentEntry, Permission } from './types.ts';

/*
 * What the acts in the ledger come to
 *
 *     asked ──► unconfirmed ──confirmed──► granted ──┐
 *                  granted on paper ──►              ├── withdrawn, objected, refused ──► ended ── granted again ──► …
 *     goods bought with a notice of the right to object ──┘
 *
 * An electronic form proves nothing about who filled it in, so what is granted by one counts when it is confirmed from the address itself
 * (double opt-in), and for that address only. Paper, a visit and a recorded call prove themselves. Beside the consent stand the goods that
 * the customer bought, for the exception of § 7 (3) UWG; an objection ends both. Entries count in the order in which the customer acted,
 * whatever the order in which they were noted; of one moment, the one that ends counts last.
 */

/** Ways by which anybody could have filled in somebody else's address. */
const unproven: ReadonlySet<string> = new Set(['web-form', 'app', 'e-mail', 'sms']);
const ending: ReadonlySet<string> = new Set(['withdrawn', 'objected', 'refused']);

/** The standing of one purpose and channel, from all of its entries; undefined when they say nothing. */
export function standing(entries: readonly ConsentEntry[]): Permission | undefined {
  return [...entries].sort(inOrder).reduce<Permission | undefined>(next, undefined);
}

function inOrder(a: ConsentEntry, b: ConsentEntry): number {
  const byTime = a.at.getTime() - b.at.getTime() || Number(ending.has(a.act)) - Number(ending.has(b.act));
  return byTime || (a.id < b.id ? -1 : 1);
}

function next(before: Permission | undefined, entry: ConsentEntry): Permission | undefined {
  switch (entry.act) {
    case 'asked':
      return before === undefined || before.state === 'none' ? permission(entry, 'asked', before?.goods) : before;
    case 'granted':
      if (!unproven.has(entry.way)) return permission(entry, 'granted', before?.goods);
      return alreadyGranted(before, entry) ? before : permission(entry, 'unconfirmed', before?.goods);
    case 'confirmed':
      return confirmed(before, entry);
    case 'bought':
      return bought(before, entry);
    case 'withdrawn':
    case 'objected':
    case 'refused':
      return permission(entry, 'ended');
    case 'used':
      return before;
  }
}

/** Filling in the form again takes nothing away from what was confirmed. */
const alreadyGranted = (before: Permission | undefined, entry: ConsentEntry): boolean =>
  before?.state === 'granted' && sameAddress(before.address, entry.address ?? null) && (before.until === null || before.until >= entry.at);

function confirmed(before: Permission | undefined, entry: ConsentEntry): Permission | undefined {
  if (before?.state !== 'unconfirmed') return before;
  const address = entry.address ?? before.address;
  if (before.address !== null && !sameAddress(before.address, address)) return before;
  return { ...permission(entry, 'granted', before.goods), until: entry.until ?? before.until, address };
}

/** The exception asks that the notice of the right to object was given when the address was; without it the purchase counts for nothing. */
function bought(before: Permission | undefined, entry: ConsentEntry): Permission | undefined {
  if (before?.state === 'ended' || entry.evidence.noticeGiven !== true) return before;
  const goods = Array.isArray(entry.evidence.goods) ? entry.evidence.goods.map(String) : [];
  const known = before ?? permission(entry, 'none');
  return { ...known, goods: [...new Set([...known.goods, ...goods])].sort() };
}

function permission(entry: ConsentEntry, state: Permission['state'], goods: readonly string[] = []): Permission {
  const { purpose, channel, at, address = null, until = null, id } = entry;
  return {
    purpose,
    channel,
    state,
    since: at,
    until: state === 'granted' || state === 'unconfirmed' ? until : null,
    address,
    goods,
    entryId: id,
  };
}

/** Domains and phone numbers know no case, and no mailbox in use does. */
export const sameAddress = (a: string | null, b: string | null): boolean => (a ?? '').toLowerCase() === (b ?? '').toLowerCase();

/** What advertising stands on, or what stands in its way. */
export type Verdict =
  | { readonly allowed: true; readonly basis: 'consent' | 'existing-customer' | 'no-objection'; readonly since: Date | null }
  | { readonly allowed: false; readonly obstacle: 'no-consent' | 'unconfirmed' | 'expired' | 'ended' | 'other-address' };

/**
 * Whether a customer may be sent advertising on a channel, at an address, now. E-mail, SMS and calls ask for a consent beforehand, or, for
 * e-mail and SMS, for goods like those that the customer bought (§ 7 (2) and (3) UWG); a letter and the portal for no objection (Art. 21 GDPR).
 * @param goods groups of goods that are advertised
 */
export function mayAdvertise(
  channel: ConsentChannel,
  permission: Permission | undefined,
  { address, goods, now }: { readonly address: string; readonly goods: readonly string[]; readonly now: Date },
): Verdict {
  if (permission?.state === 'ended') return { allowed: false, obstacle: 'ended' };
  if (channel === 'post' || channel === 'portal') return { allowed: true, basis: 'no-objection', since: null };
  const obstacle = obstacleOf(permission, address, now);
  if (obstacle === undefined) return { allowed: true, basis: 'consent', since: permission!.since };
  const alike = permission !== undefined && channel !== 'phone' && permission.goods.some((group) => goods.includes(group));
  return alike ? { allowed: true, basis: 'existing-customer', since: permission.since } : { allowed: false, obstacle };
}

function obstacleOf(permission: Permission | undefined, address: string, now: Date) {
  if (permission === undefined || permission.state === 'none' || permission.state === 'asked') return 'no-consent';
  if (permission.state === 'unconfirmed') return 'unconfirmed';
  if (permission.until !== null && permission.until < now) return 'expired';
  return permission.address === null || sameAddress(permission.address, address) ? undefined : 'other-address';
}
