import type { Transaction } from 'kysely';
import type { ChoiceProof, ConsentOption } from '../../customers/index.ts';
import { keepText } from '../../customers/index.ts';
import { newId, transaction } from '../../platform/db/index.ts';
import type { Actor, Platform } from '../../platform/platform.ts';
import { mailConfirmationJob } from '../job-names.ts';
import { type Confirmation, keepConfirmation } from '../store.ts';
import type { Visit } from '../visit.ts';

/** How long a request waits for its confirmation. */
export const confirmationDays = 14;
const day = 86_400_000;

export const confirmationActor: Actor = { kind: 'system', id: 'double-opt-in', name: 'Double opt-in' };

/** Who asked for what, and by which form. */
export type ConfirmationRequest = Pick<
  Confirmation,
  'email' | 'customerIds' | 'purpose' | 'wording' | 'language' | 'brand' | 'person' | 'evidence' | 'noted'
> & {
  /** Name that the wording is kept under. */
  readonly textName: string;
};

/** Keeps a request and has its mail sent, in the caller's transaction. */
export async function askConfirmation(
  platform: Platform,
  // biome-ignore lint/suspicious/noExplicitAny: any room's transaction will do
  trx: Transaction<any>,
  { textName, ...request }: ConfirmationRequest,
): Promise<void> {
  const now = platform.clock();
  const { text } = await keepText(
    trx,
    { name: textName, language: request.language, wording: request.wording },
    { at: now, by: confirmationActor.name },
  );
  const id = newId();
  const expiresAt = new Date(now.getTime() + confirmationDays * day);
  await keepConfirmation(trx, { ...request, id, textId: text.id, askedAt: now, expiresAt });
  await platform.jobs.enqueue(trx, mailConfirmationJob, { confirmationId: id });
}

/** Asks a customer to confirm what they chose in the preference centre by a link that had not come by the address it is about. */
export async function askForConfirmations(
  platform: Platform,
  { brand, words }: Visit,
  customerId: string,
  options: readonly ConsentOption[],
  { wordingOf, evidence }: ChoiceProof,
): Promise<void> {
  const byMail = options.filter((one) => one.channel === 'email' && one.address !== undefined);
  if (byMail.length === 0) return;
  await transaction(platform.db, { log: platform.log }, async (trx) => {
    for (const option of byMail) {
      await askConfirmation(platform, trx, {
        email: option.address!,
        customerIds: [customerId],
        purpose: option.purpose,
        wording: wordingOf(option).wording,
        textName: 'preference-centre',
        language: words.language,
        brand: brand?.brand.id ?? null,
        person: {},
        evidence,
        noted: true,
      });
    }
  });
}
