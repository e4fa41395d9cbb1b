import { type MailProtectionRule, sensitivities, type UsedDatum } from '@posthorn/contract';
import { dataOfCommunication } from '../../../content/index.ts';
import { mailKeys } from '../../../customers/index.ts';
import { publicAddress } from '../../../platform/config/index.ts';
import type { Platform } from '../../../platform/platform.ts';
import type { CommunicationRow } from '../../../production/index.ts';
import type { Delivery } from '../../types.ts';
import type { MailRecipients } from './protect-mail.ts';
import { type Carriage, carriageOf, type HeldData, recipientsOf, usualRule } from './rules.ts';
import { protectionRules } from './store.ts';

/** How one communication goes in a mail. */
export interface MailPlan {
  /** For whom it is encrypted; undefined where it need not be. A mail of several parts is encrypted when one of them is. */
  readonly recipients: MailRecipients | undefined;
  readonly carriage: (mail: MailAround) => Carriage;
}

/** The mail that a communication goes in, alone or with others. */
export interface MailAround {
  readonly encrypted: boolean;
  /** Of all that is attached to the mail. */
  readonly attachedBytes: number;
  /** Whether the communication attaches something itself. */
  readonly attached: boolean;
}

type Communication = Pick<CommunicationRow, 'templateVersionId' | 'language'>;
export type PlanMail = (delivery: Delivery, communication: Communication, purpose: string) => MailPlan;

/** Loads what planning these mails needs: rules, the customers’ keys, and how sensitive their data is where a rule asks for it. */
export async function planProtection(
  platform: Platform,
  mails: readonly { readonly customerId: string; readonly communication: Communication; readonly purpose: string }[],
): Promise<PlanMail> {
  const now = platform.clock();
  const [rules, keys] = await Promise.all([
    protectionRules(platform.db),
    mailKeys(
      platform,
      mails.map((one) => one.customerId),
      now,
    ),
  ]);
  const ruleOf = (purpose: string): Omit<MailProtectionRule, 'purpose'> => rules.find((one) => one.purpose === purpose) ?? usualRule;
  const held = await sensitivityOf(
    platform,
    mails.filter(({ purpose }) => ruleOf(purpose).linkFrom !== undefined).map((one) => one.communication),
    now,
  );
  const noPortal = publicAddress(platform.config) === undefined ? 'there is no portal to lead to' : undefined;
  return ({ customerId, address, copy }, communication, purpose) => {
    const rule = ruleOf(purpose);
    const given = rule.encrypt ? keys(customerId, address) : [];
    const recipients = recipientsOf(given, now);
    const keysEnded = given.length > 0 && recipients === undefined;
    const { inText, inLetter } = held(communication);
    return {
      recipients,
      carriage: ({ encrypted, attachedBytes, attached }) =>
        carriageOf(
          rule,
          { inText, inAttachments: attached ? inLetter : undefined, attachedBytes, keysEnded, encrypted },
          copy === 0 ? noPortal : 'whoever gets a copy has no mailbox here',
        ),
    };
  };
}

interface Held {
  readonly inText: HeldData | undefined;
  readonly inLetter: HeldData | undefined;
}

/** The most sensitive data that communications may show, asked once for each version and language, by the register as it is now. */
async function sensitivityOf(
  platform: Platform,
  communications: readonly Communication[],
  at: Date,
): Promise<(one: Communication) => Held> {
  const keyOf = ({ templateVersionId, language }: Communication) => `${templateVersionId} ${language}`;
  const found = new Map<string, Held>();
  for (const one of communications) {
    if (found.has(keyOf(one))) continue;
    const most = async (channel: 'email' | 'letter') =>
      mostSensitive(
        await dataOfCommunication(platform, { versionId: one.templateVersionId, at, channels: [channel], language: one.language }),
      );
    found.set(keyOf(one), { inText: await most('email'), inLetter: await most('letter') });
  }
  return (one) => found.get(keyOf(one)) ?? { inText: undefined, inLetter: undefined };
}

/** What nobody has classified counts as ordinary personal data. */
function mostSensitive(data: readonly Pick<UsedDatum, 'path' | 'name' | 'sensitivity'>[]): HeldData | undefined {
  const rank = ({ sensitivity = 'ordinary' }: Pick<UsedDatum, 'sensitivity'>): number => sensitivities.indexOf(sensitivity);
  const highest = Math.max(...data.map(rank));
  const names = [...new Set(data.flatMap((one) => (rank(one) === highest ? (one.name ?? one.path) : [])))];
  return names.length === 0 ? undefined : { class: sensitivities[highest]!, names };
}
