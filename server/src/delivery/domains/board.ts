import type { BoardRow } from '@posthorn/contract';
import { sql } from 'kysely';
import type { Db, Platform } from '../../platform/platform.ts';
import { findRun } from '../../production/index.ts';

/** Lines of a board: the largest; what is beyond is in the total. */
const shownRows = 100;

type Counts = Omit<BoardRow, 'key' | 'name'>;

/** The board's figures come from counts that are kept as things happen; nothing looks at deliveries. */
const figures = sql.raw(
  Object.entries({ sent: 'sent', delivered: 'delivered', displayed: 'displayed', clicked: 'clicked', soft: 'bounced-soft', hard: 'bounced-hard', complaints: 'complained', unsubscribed: 'unsubscribed', failed: 'failed' })
    .map(([name, kind]) => `coalesce(sum(deliveries) filter (where kind = '${kind}'), 0)::int as ${name}`)
    .join(', '),
); // biome-ignore format: a table

/** What became of the mails of the last days. A mail that comes back counts on the day on which it came back. */
export async function boardOf(
  platform: Platform,
  by: 'day' | 'domain' | 'run' | 'template',
  days: number,
): Promise<{ rows: BoardRow[]; total: BoardRow }> {
  const since = new Date(platform.clock().getTime() - (days - 1) * 86_400_000).toISOString().slice(0, 10);
  const total = { key: 'total', ...(await sumOf(platform.db, since)) };
  if (by === 'day') return { rows: withEmptyDays(await grouped(platform.db, 'day::text', since, 'key'), since, days), total };
  if (by === 'domain') return { rows: await grouped(platform.db, 'domain', since, 'sent desc, key'), total };
  const runs = await Promise.all(
    (await grouped(platform.db, 'run_id::text', since, 'sent desc, key')).map(async (row) => ({
      row,
      run: await findRun(platform.db, row.key),
    })),
  );
  if (by === 'run') return { rows: runs.map(({ row, run }) => ({ ...row, ...(run === undefined ? {} : { name: run.name }) })), total };
  const templates = Map.groupBy(runs, ({ run }) => run?.templateId ?? '');
  return {
    rows: [...templates].map(([key, of]) => ({ key, ...added(of.map(({ row }) => row)) })).toSorted((a, b) => b.sent - a.sent),
    total,
  };
}

async function grouped(db: Db, column: string, since: string, order: string): Promise<BoardRow[]> {
  const { rows } = await sql<BoardRow>`select ${sql.raw(column)} as key, ${figures} from delivery.receipt_counts
    where day >= ${since}::date and channel = 'email' group by 1 order by ${sql.raw(order)} limit ${shownRows}`.execute(db);
  return rows;
}

async function sumOf(db: Db, since: string): Promise<Counts> {
  const { rows } =
    await sql<Counts>`select ${figures} from delivery.receipt_counts where day >= ${since}::date and channel = 'email'`.execute(db);
  return rows[0]!;
}

function added(rows: readonly Counts[]): Counts {
  const sum = (name: keyof Counts) => rows.reduce((all, row) => all + row[name], 0);
  return {
    ...{ sent: sum('sent'), delivered: sum('delivered'), displayed: sum('displayed'), clicked: sum('clicked') },
    ...{ soft: sum('soft'), hard: sum('hard'), complaints: sum('complaints'), unsubscribed: sum('unsubscribed'), failed: sum('failed') },
  };
}

/** Days without mail are told too, so that time runs evenly. */
function withEmptyDays(rows: readonly BoardRow[], since: string, days: number): BoardRow[] {
  const known = new Map(rows.map((row) => [row.key, row]));
  return Array.from({ length: Math.min(days, shownRows) }, (_, at) => {
    const key = new Date(Date.parse(since) + (at + Math.max(0, days - shownRows)) * 86_400_000).toISOString().slice(0, 10);
    return known.get(key) ?? { key, ...added([]) };
  });
}
