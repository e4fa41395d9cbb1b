import { type MailProtectionRule, type Sensitivity, sensitivities } from '@posthorn/contract';
import type { OpenedKey } from '../../../customers/index.ts';
import { recipientOf } from '../../../platform/cryptography/index.ts';
import type { MailRecipients } from './protect-mail.ts';

/*
 * How a mail goes out
 *
 * Where the customer gave a key for the address, and it can be used, the mail is encrypted. Where all of them have ended, what it says lies in the portal
 * and the mail is a notice of it, or it is refused, or it goes as to everybody else: as the rule of its purpose says. Unencrypted goes nothing that
 * holds data as sensitive as the rule names: what only the attached letter holds becomes a link in the mail, what the mail itself would say makes it a
 * notice. An attachment that is too large becomes a link in any case: mail servers refuse it, encrypted or not.
 */

/** What holds for a purpose as long as nobody said otherwise: mail servers commonly take messages of 25 MB at most, and base64 adds a third. */
export const usualRule: Omit<MailProtectionRule, 'purpose'> = { encrypt: true, withoutUsableKey: 'link', linkAboveBytes: 10_000_000 };

/** The most sensitive data that something may show. */
export interface HeldData {
  readonly class: Sensitivity;
  /** What people call the data of this class, as the register says; paths of what has no name there. */
  readonly names: readonly string[];
}

/** What a mail is about to hold. */
export interface MailFacts {
  /** In its text, and in its attachments; undefined where there is none, or nobody has to know. */
  readonly inText: HeldData | undefined;
  readonly inAttachments: HeldData | undefined;
  readonly attachedBytes: number;
  /** The customer has given keys, and none of them can be used. */
  readonly keysEnded: boolean;
  readonly encrypted: boolean;
}

/** How the content goes: with all that is attached; without that, with a link to it; or as a notice of what lies in the portal. */
export type Carriage =
  | { readonly kind: 'whole' }
  | { readonly kind: 'attachments-linked' | 'linked'; readonly why: string }
  | { readonly kind: 'refused'; readonly why: string };

const ended = 'the customer’s key has ended';

/**
 * Decides how a mail goes.
 * @param noPortal why its addressee cannot be led to the portal; undefined where they can
 */
export function carriageOf(rule: Omit<MailProtectionRule, 'purpose'>, facts: MailFacts, noPortal: string | undefined): Carriage {
  const linked = (kind: 'linked' | 'attachments-linked', why: string): Carriage =>
    noPortal === undefined ? { kind, why } : { kind: 'refused', why: `${why}, and ${noPortal}` };
  if (facts.keysEnded && rule.encrypt && rule.withoutUsableKey !== 'plain')
    return rule.withoutUsableKey === 'link' ? linked('linked', ended) : { kind: 'refused', why: ended };
  const tooSensitive = (held: HeldData | undefined): held is HeldData =>
    !facts.encrypted &&
    held !== undefined &&
    rule.linkFrom !== undefined &&
    sensitivities.indexOf(held.class) >= sensitivities.indexOf(rule.linkFrom);
  if (tooSensitive(facts.inText)) return linked('linked', holding(facts.inText));
  if (tooSensitive(facts.inAttachments)) return linked('attachments-linked', holding(facts.inAttachments));
  const tooLarge = rule.linkAboveBytes !== undefined && facts.attachedBytes > rule.linkAboveBytes;
  return tooLarge && noPortal === undefined
    ? linked('attachments-linked', `what is attached has ${megabytes(facts.attachedBytes)} MB`)
    : { kind: 'whole' };
}

const megabytes = (bytes: number): string => (bytes / 1_000_000).toFixed(1);

const classNames: Readonly<Record<Sensitivity, string>> = {
  public: 'public',
  ordinary: 'ordinary personal data',
  confidential: 'confidential',
  special: 'of a special category',
};
const mostNames = 3;

function holding({ class: held, names }: HeldData): string {
  const more = names.length - mostNames;
  const said = [...names.slice(0, mostNames), ...(more > 0 ? [`${more} more`] : [])].join(', ');
  return `it holds data that is ${classNames[held]} (${said})`;
}

/** For whom a mail is encrypted: all keys that can be used of the kind that came last, for one person has several devices. Undefined where there is none. */
export function recipientsOf(keys: readonly OpenedKey[], now: Date): MailRecipients | undefined {
  const kind = keys.flatMap((one) => ('kind' in one ? one.kind : []))[0];
  if (kind === 'smime') {
    return {
      kind,
      certificates: keys.flatMap((one) => ('kind' in one && one.kind === 'smime' ? one.certificate : [])).slice(0, mostRecipients),
    };
  }
  if (kind === undefined) return undefined;
  const found = keys
    .flatMap((one) => ('kind' in one && one.kind === 'openpgp' ? (recipientOf(one.key, now) ?? []) : []))
    .slice(0, mostRecipients);
  return found.length === 0 ? undefined : { kind, keys: found };
}

const mostRecipients = 10;
