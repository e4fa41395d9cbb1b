import { type MailProtectionRule, type Sensitivity, sensitivities } from '@posthorn/contract';
import { dataOfCommunication } from '../../../content/index.ts';
import { mailKeys } from '../../../customers/index.ts';
import { publicAddress } from '../../../platform/config/index.ts';
import type { Platform } from '../../../platform/platform.ts';
import type { CommunicationRow } from '../../../production/index.ts';
import type { Delivery } from '../../types.ts';
import type { MailRecipients } from './protect-mail.ts';
import { type Carriage, carriageOf, recipientsOf, usualRule } from './rules.ts';
import { protectionRules } from './store.ts';

/** How one communication goes in a mail. */
export interface MailPlan {
  /** For whom the mail is encrypted; undefined where it is not. */
  readonly recipients: MailRecipients | undefined;
  /** @param bytes of all that is attached to the mail @param attached whether it attaches anything itself */
  readonly carriage: (bytes: number, attached: boolean) => Carriage;
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
  const canLink = publicAddress(platform.config) !== undefined;
  return ({ customerId, address, copy }, communication, purpose) => {
    const rule = ruleOf(purpose);
    const given = rule.encrypt ? keys(customerId, address) : [];
    const recipients = recipientsOf(given, now);
    const { inText, inLetter } = held(communication);
    return {
      recipients,
      carriage: (attachedBytes, attached) =>
        carriageOf(
          rule,
          {
            ...{ inText, inAttachments: attached ? inLetter : undefined, attachedBytes },
            ...{ encrypted: recipients !== undefined, keysEnded: given.length > 0 && recipients === undefined },
          },
          // Whom a copy goes to is not let into the customer's mailbox.
          canLink && copy === 0,
        ),
    };
  };
}

interface Held {
  readonly inText: Sensitivity | undefined;
  readonly inLetter: Sensitivity | undefined;
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
    const most = async (channel: 'email' | 'letter') => {
      const data = await dataOfCommunication(platform, {
        versionId: one.templateVersionId,
        at,
        channels: [channel],
        language: one.language,
      });
      const classes = data.flatMap(({ sensitivity }) => (sensitivity === undefined ? [] : sensitivities.indexOf(sensitivity)));
      return classes.length === 0 ? undefined : sensitivities[Math.max(...classes)];
    };
    found.set(keyOf(one), { inText: await most('email'), inLetter: await most('letter') });
  }
  return (one) => found.get(keyOf(one)) ?? { inText: undefined, inLetter: undefined };
}
