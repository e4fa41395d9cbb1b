import type { Template } from '@posthorn/engine';
import { type CustomerForComposition, copiesFor, customersById } from '../../customers/index.ts';
import { newId, transaction } from '../../platform/db/index.ts';
import { PosthornError } from '../../platform/errors/index.ts';
import type { Actor, Platform } from '../../platform/platform.ts';
import {
  advertisedGoods,
  type CommunicationRow,
  communicationsById,
  composeLetterFor,
  findRun,
  permissionsFor,
  type RunRow,
} from '../../production/index.ts';
import { addDeliveries } from '../add-deliveries.ts';
import { enabledChannels } from '../config.ts';
import '../errors.ts';
import { buildPrintStreamJob } from '../job-names.ts';
import { addressOn, chooseRoute } from '../rules.ts';
import { keepAgain, lockReturned, type ReturnedRow, returnedById } from './store.ts';

/**
 * Prints and sends a letter that came back once more, to the address as it is now: the same words, composed for this address. It is the matter that
 * the contact policy allowed and that never arrived, so the policy is not asked again; permissions and lists are, as of now. Once for each letter
 * that came back; when this one comes back too it can be sent again in its turn.
 * @throws PosthornError `returned.unknown-letter`, `returned.cannot-go-again`, `copy.impossible`
 */
export async function sendAgain(platform: Platform, actor: Actor, id: string): Promise<void> {
  const [letter] = await returnedById(platform.db, [id]);
  const [communication] = letter === undefined ? [] : await communicationsById(platform.db, [letter.communicationId]);
  const run = communication && (await findRun(platform.db, communication.runId));
  if (letter === undefined || communication === undefined || run === undefined) throw new PosthornError('returned.unknown-letter');
  if (letter.again !== null) return;
  const to = await recipientNow(platform, letter, run);
  const name = to.representative?.name ?? to.name;
  const kind = letter.copy > 0 && to.representative !== undefined ? to.representative.kind : 'addressee';
  const composed = await composeLetterFor(platform, communication, letter.copy, { kind, name, address: to.postalAddress });
  await transaction(platform.db, { log: platform.log }, async (trx) => {
    const still = await lockReturned(trx, id);
    if (still?.again !== null) return;
    await composed.keep(trx);
    await addDeliveries(platform, trx, [{ delivery: deliveryOf(communication, composed.copy) }], [communication]);
    await keepAgain(trx, id, composed.copy.number);
    if (run.endedAt) await platform.jobs.enqueue(trx, buildPrintStreamJob, { runId: run.id, month: communication.month });
    await platform.audit.append(trx, actor, 'delivery.letter-sent-again', `delivery/${id}`, {
      communicationId: communication.id,
      copy: composed.copy.number,
    });
  });
}

function deliveryOf({ id, month, customerId, runId }: CommunicationRow, copy: { readonly number: number; readonly address: string }) {
  return {
    ...{
      id: newId(),
      month,
      communicationId: id,
      customerId,
      runId,
      channel: 'post' as const,
      purpose: 'copy' as const,
      copy: copy.number,
    },
    ...{ address: copy.address, state: 'queued' as const, nextAttemptAt: null, lastError: null },
  };
}

/** Who gets it now, at an address that may be written to. @throws PosthornError `returned.cannot-go-again` */
async function recipientNow(platform: Platform, letter: ReturnedRow, run: RunRow): Promise<CustomerForComposition> {
  const purpose = run.purpose as Template['purpose'];
  const matter = { purpose, at: platform.clock(), homeCountry: platform.config.homeCountry };
  const customer = (await customersById(platform, [letter.customerId], matter)).get(letter.customerId);
  if (customer === undefined) throw refusal('The customer is not there any more.');
  const [name] = letter.address.split('\n');
  const copied = copiesFor(customer, matter).find(({ representative }) => representative.name === name);
  if (letter.copy > 0 && copied === undefined && name !== customer.name) throw refusal(`${name} does not stand for the customer any more.`);
  const to = letter.copy > 0 ? (copied ?? customer) : customer;
  if (addressOn('post', to) === undefined) throw refusal('There is no address.');
  const goods = await advertisedGoods(platform, run.id);
  const { suppressed, ...permissions } = (
    await permissionsFor(platform, { purpose, ...(goods === undefined ? {} : { goods }) }, [customer])
  )(customer.id);
  const question = {
    ...{ purpose, offered: ['post' as const], customer: to, ...permissions },
    // Who moved may stand on a list with the address of before; that of a representative is on none.
    suppressed: (...asked: Parameters<NonNullable<typeof suppressed>>) => {
      const found = suppressed?.(...asked);
      return to.representative !== undefined && found?.reason !== 'deceased' ? undefined : found;
    },
  };
  const route = chooseRoute(question, enabledChannels(platform.config));
  if (route.channel === 'none') throw refusal(route.text);
  return to;
}

const refusal = (detail: string) => new PosthornError('returned.cannot-go-again', { detail });
