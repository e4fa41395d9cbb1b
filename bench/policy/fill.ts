import type { Pool } from 'pg';

/** A customer's id, made of a number so that SQL and the benchmark make the same one; sorted by time like the real ones. */
export const customerId = (number: number): string => `00000000-0000-7000-8000-${number.toString(16).padStart(12, '0')}`;
/** Two live together. */
export const householdId = (number: number): string => customerId(2 ** 44 + Math.floor(number / 2));

const idOf = (expression: string): string => `('00000000-0000-7000-8000-' || lpad(to_hex(${expression}), 12, '0'))::uuid`;

/**
 * Fills in what was sent to customers within 90 days, by SQL alone: `contacts` messages for each, half of it advertising, on days that are spread
 * evenly. The indexes of the history are made afterwards, as one would restore a backup.
 */
export async function fillHistory(
  pool: Pool,
  { customers, contacts, now }: { customers: number; contacts: number; now: Date },
): Promise<void> {
  const days = 90;
  await pool.query('drop index governance.contacts_of_customer, governance.contacts_of_household');
  for (const month of monthsOf(now, days)) {
    const partition = `governance.contacts_${month.slice(0, 7).replace('-', '_')}`;
    await pool.query(
      `create table ${partition} partition of governance.contacts for values from ('${month}') to (date '${month}' + interval '1 month')`,
    );
    await pool.query(
      `insert into ${partition} (communication_id, month, customer_id, household, template_id, purpose, channel, matter, matter_key, state, at, code,
         policy, priority)
       select ${idOf('n + (1::bigint << 40)')}, $1::date, ${idOf(`n / ${contacts}`)}, ${idOf(`(n / ${contacts}) / 2 + (1::bigint << 44)`)}, 'autumn',
         case n % 2 when 0 then 'advertising' else 'service' end, case n % 3 when 0 then 'post' else 'email' end, 'autumn', 'K-' || n, 'sent', at,
         'permitted', 1, 10
       from (select n, $2::timestamptz - (n * 7919 % (${days} * 24)) * interval '1 hour' as at from generate_series(0::bigint, $3::bigint - 1) as n) s
       where at >= $1::date and at < $1::date + interval '1 month'`,
      [month, now, customers * contacts],
    );
  }
  await pool.query(`set maintenance_work_mem = '512MB'`);
  await pool.query(`create index contacts_of_customer on governance.contacts (customer_id, at) where state = 'sent'`);
  await pool.query(`create index contacts_of_household on governance.contacts (household, at) where state = 'sent'`);
  await pool.query('vacuum (analyze) governance.contacts');
}

/** First days of the months (UTC) that the days before a moment lie in. */
function monthsOf(now: Date, days: number): readonly string[] {
  const months: string[] = [];
  const month = new Date(now.getTime() - days * 86_400_000);
  for (month.setUTCDate(1); month <= now; month.setUTCMonth(month.getUTCMonth() + 1)) months.push(`${month.toISOString().slice(0, 7)}-01`);
  return months;
}
