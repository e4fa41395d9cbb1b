import { sql, type Transaction } from 'kysely';
import { idOrNull, newId } from '../../platform/db/index.ts';
import { wishesThatHold } from '../preferences/store.ts';
import type { Chooser } from './read-choices.ts';
import type { Choices } from './types.ts';

/** All SQL of choices. */

// biome-ignore lint/suspicious/noExplicitAny: any room's transaction will do
type Trx = Transaction<any>;

export async function readChooser(trx: Trx, customerId: string): Promise<Chooser | undefined> {
  const { rows } = await sql<Chooser>`select c.id, c.language, coalesce(c.chosen_preferences, c.preferences) as preferences,
      ${wishesThatHold} as wishes, jsonb_array_length(c.address -> 'lines') > 0 as "hasAddress",
      coalesce((select jsonb_agg(jsonb_build_object('channel', p.channel, 'address', p.address, 'state', p.state) order by p.channel, p.id)
        from customers.contact_points p where p.customer_id = c.id), '[]') as points
    from customers.customers c where c.id = ${idOrNull(customerId)}`.execute(trx);
  return rows[0];
}

export async function keepChoice(
  trx: Trx,
  choice: { readonly customerId: string; readonly at: Date; readonly before: Choices; readonly after: Choices },
): Promise<string> {
  const id = newId();
  await sql`insert into customers.choices (id, customer_id, at, before, after)
    values (${id}, ${choice.customerId}, ${choice.at}, ${JSON.stringify(choice.before)}, ${JSON.stringify(choice.after)})`.execute(trx);
  return id;
}

/** Marks the last choice of a customer as taken back. @returns what held before it; undefined where there is nothing to take back */
export async function takeBack(trx: Trx, customerId: string, choiceId: string, now: Date, since: Date): Promise<Choices | undefined> {
  const { rows } = await sql<{ before: Choices }>`update customers.choices set undone_at = ${now}
    where id = ${idOrNull(choiceId)} and customer_id = ${idOrNull(customerId)} and undone_at is null and at >= ${since}
      and id = (select id from customers.choices where customer_id = ${idOrNull(customerId)} order by id desc limit 1)
    returning before`.execute(trx);
  return rows[0]?.before;
}

/** Customers who have this address, by id. */
export async function customersWithEmail(trx: Trx, address: string): Promise<readonly { readonly id: string; readonly address: string }[]> {
  const { rows } = await sql<{ id: string; address: string }>`select customer_id as id, address from customers.contact_points
    where channel = 'email' and state = 'valid' and lower(address) = lower(${address}) order by id limit 5`.execute(trx);
  return rows;
}
