import type { ConsentWay } from '@posthorn/contract';
import type { Transaction } from 'kysely';
import { transaction } from '../../platform/db/index.ts';
import { PosthornError } from '../../platform/errors/index.ts';
import type { Actor, Platform } from '../../platform/platform.ts';
import '../errors.ts';
import { appendConsents } from '../permissions/note-consent.ts';
import { keepText, lockCustomer } from '../permissions/store.ts';
import type { NewConsent } from '../permissions/types.ts';
import { changeWishes } from '../preferences/set-wishes.ts';
import { changePreferences } from '../set-preferences.ts';
import type { Preferences, Wishes } from '../types.ts';
import { readChoices } from './read-choices.ts';
import { keepChoice, readChooser, takeBack } from './store.ts';
import type { Choices, ConsentOption, CustomerChoices } from './types.ts';

/** What proves a choice. */
export interface ChoiceProof {
  readonly evidence: NewConsent['evidence'];
  /** Whether the link that was used came by this address: then a consent needs no other confirmation. */
  readonly provenAt: (address: string) => boolean;
  /** What stood beside the box, exactly, and in which language. */
  readonly wordingOf: (option: ConsentOption) => { readonly wording: string; readonly language: string };
}

/** What came of choosing. */
export interface Chosen {
  /** By which it can be taken back; undefined where nothing was changed. */
  readonly choiceId: string | undefined;
  /** Consents that count once they are confirmed from the address. */
  readonly toConfirm: readonly ConsentOption[];
}

const actor: Actor = { kind: 'system', id: 'preference-centre', name: 'Preference centre' };
/** How long a choice can be taken back as one; afterwards it is simply chosen anew. */
const undoMs = 24 * 3_600_000;

// biome-ignore lint/suspicious/noExplicitAny: any room's transaction will do
type Trx = Transaction<any>;

/**
 * Makes what a customer chose in the preference centre hold, all at once: consents and withdrawals go to the ledger with the wording
 * and the proof, everything else to the customer.
 * @throws PosthornError `customer.not-found`
 */
export function applyChoices(platform: Platform, customerId: string, wanted: Choices, proof: ChoiceProof): Promise<Chosen> {
  return transaction(platform.db, { log: platform.log }, (trx) => apply(platform, trx, customerId, wanted, proof));
}

/** Takes the last choice back. @returns false when there is none that could be: another was made since, or a day has passed */
export function undoChoices(platform: Platform, customerId: string, choiceId: string, proof: ChoiceProof): Promise<boolean> {
  return transaction(platform.db, { log: platform.log }, async (trx) => {
    if (!(await lockCustomer(trx, customerId))) return false;
    const now = platform.clock();
    const before = await takeBack(trx, customerId, choiceId, now, new Date(now.getTime() - undoMs));
    if (before === undefined) return false;
    const evidence = { ...proof.evidence, undoOf: choiceId };
    // What stood before was proven then.
    await apply(platform, trx, customerId, before, { ...proof, evidence, provenAt: () => true });
    return true;
  });
}

/** Ends advertising on all channels, and whatever else the customer once consented to. */
export async function refuseAll(platform: Platform, customerId: string, proof: ChoiceProof): Promise<Chosen> {
  return transaction(platform.db, { log: platform.log }, async (trx) => {
    const { choices } = await lockedChoices(platform, trx, customerId);
    const consents = choices.consents.map((one) => ({ ...one, on: false }));
    return await apply(platform, trx, customerId, { ...choices, consents }, proof);
  });
}

async function lockedChoices(platform: Platform, trx: Trx, customerId: string): Promise<CustomerChoices> {
  await lockCustomer(trx, customerId);
  const now = await readChoices(trx, customerId, platform.clock());
  if (now === undefined) throw new PosthornError('customer.not-found', { detail: `There is no customer ${customerId}.` });
  return now;
}

async function apply(platform: Platform, trx: Trx, customerId: string, wanted: Choices, proof: ChoiceProof): Promise<Chosen> {
  const { choices: before, options } = await lockedChoices(platform, trx, customerId);
  const changed = options.filter((option) => isOn(before, option) !== (isOn(wanted, option) ?? isOn(before, option)));
  const acts: NewConsent[] = [];
  for (const option of changed) acts.push(await actOf(platform, trx, customerId, option, isOn(wanted, option)!, proof));
  if (acts.length > 0) await appendConsents(platform, trx, actor, acts);
  const channels = await applyChannels(platform, trx, customerId, before, wanted);
  const wishes = await changeWishes(platform, trx, actor, customerId, (known) => withChoices(known, before, wanted));
  if (acts.length === 0 && !channels && !wishes) return { choiceId: undefined, toConfirm: [] };
  const choiceId = await keepChoice(trx, { customerId, at: platform.clock(), before, after: wanted });
  return { choiceId, toConfirm: changed.filter((_option, at) => acts[at]!.act === 'granted' && acts[at]!.way === 'web-form') };
}

const isOn = ({ consents }: Choices, { purpose, channel }: ConsentOption): boolean | undefined =>
  consents.find((one) => one.purpose === purpose && one.channel === channel)?.on;

/** An electronic consent counts for the address that it was proven from; where the link came another way it has to be confirmed. */
async function actOf(
  platform: Platform,
  trx: Trx,
  customerId: string,
  option: ConsentOption,
  on: boolean,
  { evidence, provenAt, wordingOf }: ChoiceProof,
): Promise<NewConsent> {
  const { purpose, channel, address } = option;
  const at = platform.clock();
  const { wording, language } = wordingOf(option);
  const { text } = await keepText(trx, { name: 'preference-centre', language, wording }, { at, by: actor.name });
  const shared = { customerId, purpose, channel, at, textId: text.id, evidence, ...(address === undefined ? {} : { address }) };
  if (!on) return { ...shared, act: option.on ? 'withdrawn' : 'objected', way: 'preference-centre' };
  const way: ConsentWay = address === undefined || provenAt(address) ? 'preference-centre' : 'web-form';
  return { ...shared, act: 'granted', way };
}

async function applyChannels(platform: Platform, trx: Trx, customerId: string, before: Choices, wanted: Choices): Promise<boolean> {
  const changed = Object.entries(wanted.channels).filter(([purpose, channel]) => before.channels[purpose as 'contract'] !== channel);
  if (changed.length === 0) return false;
  const { preferences } = (await readChooser(trx, customerId))!;
  await changePreferences(platform, trx, actor, customerId, { ...preferences, ...Object.fromEntries(changed) } as Preferences);
  return true;
}

/** The wishes with what was changed by this choice; what the preference centre does not show stays. */
function withChoices(known: Wishes, before: Choices, wanted: Choices): Wishes {
  const { frequency: often = {}, ...rest } = known;
  const { advertising: _advertising, ...others } = often;
  const frequency = wanted.frequency === undefined ? others : { ...others, advertising: wanted.frequency };
  const { language: _language, formats: _formats, pauseUntil: _pause, ...untouched } = rest;
  const language = wanted.language === before.language ? known.language : wanted.language;
  return {
    ...untouched,
    ...(language === undefined ? {} : { language }),
    ...(wanted.formats.length === 0 ? {} : { formats: [...wanted.formats] }),
    ...(wanted.pauseUntil === undefined ? {} : { pauseUntil: wanted.pauseUntil }),
    ...(Object.keys(frequency).length === 0 ? {} : { frequency }),
  };
}
