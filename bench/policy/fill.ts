import type { Pool } from 'pg';

/** A customer's id, made of a number so that SQL and the benchmark make the same one; sorted by time like the real ones. */
export const customerId = (number: number): string => `00000000-0000-7000-8000-${number.toString(16).padStart(12, '0')}`;
/** Two live together. */
export const householdId = (number: number): string => customerId(2 ** 44 + Math.floor(number / 2));

const idOf = (expression: string): string => `('00000000-0000-7000-8000-' || lpad(to_hex(${expression}), 12, '0'))::uuid`;

/**
 * Fills in what was sent to customers within 90 days, by SQL alone: `contacts` messages for each, half of it advertising, on days that are spread
 * evenly. Rows lie in the order in which they were sent, as they do where it is really sent. Each month is filled beside the table, gets its indexes
 * afterwards, and is then made part of it; two months at once.
 */
export async function fillHistory(
  pool: Pool,
  { customers, contacts, now }: { customers: number; contacts: number; now: Date },
): Promise<void> {
  const months = [...monthsOf(now, days)];
  const filler = async () => {
    for (let month = months.pop(); month !== undefined; month = months.pop()) await fillMonth(pool, month, { customers, contacts, now });
  };
  await Promise.all([filler(), filler()]);
  await pool.query('analyze governance.contacts');
}

const days = 90;

async function fillMonth(
  pool: Pool,
  month: string,
  { customers, contacts, now }: { customers: number; contacts: number; now: Date },
): Promise<void> {
  const partition = `governance.contacts_${month.slice(0, 7).replace('-', '_')}`;
  const client = await pool.connect();
  try {
    await client.query(`set work_mem = '256MB'; set maintenance_work_mem = '512MB'; set synchronous_commit = off`);
    // The check spares the attaching a look at every row.
    await client.query(`create table ${partition} (like governance.contacts including defaults including constraints,
      constraint of_month check (month is not null and month >= '${month}' and month < date '${month}' + interval '1 month'))`);
    await client.query(
      `insert into ${partition} (communication_id, month, customer_id, household, template_id, purpose, channel, matter, matter_key, state, at, code,
         policy, priority)
       select ${idOf('n + (1::bigint << 40)')}, $1::date, ${idOf(`n / ${contacts}`)}, ${idOf(`(n / ${contacts}) / 2 + (1::bigint << 44)`)}, 'autumn',
         case n % 2 when 0 then 'advertising' else 'service' end, case n % 3 when 0 then 'post' else 'email' end, 'autumn', 'K-' || n, 'sent', at,
         'permitted', 1, 10
       from (select n, $2::timestamptz - (n * 7919 % (${days} * 24)) * interval '1 hour' as at from generate_series(0::bigint, $3::bigint - 1) as n) s
       where at >= $1::date and at < $1::date + interval '1 month' order by at`,
      [month, now, customers * contacts],
    );
    // Makes the indexes that the table has.
    await client.query(
      `alter table governance.contacts attach partition ${partition} for values from ('${month}') to (date '${month}' + interval '1 month')`,
    );
    await client.query(`alter table ${partition} drop constraint of_month`);
    await client.query(`vacuum (analyze) ${partition}`);
  } finally {
    client.release(true);
  }
}

/** First days of the months (UTC) that the days before a moment lie in. */
function monthsOf(now: Date, days: number): readonly string[] {
  const months: string[] = [];
  const month = new Date(now.getTime() - days * 86_400_000);
  for (month.setUTCDate(1); month <= now; month.setUTCMonth(month.getUTCMonth() + 1)) months.push(`${month.toISOString().slice(0, 7)}-01`);
  return months;
}
