import { type RawBuilder, sql } from 'kysely';
import type { Platform } from '../platform/platform.ts';
import type { RecordRange, Selection, StoredRecord } from './types.ts';

/** The records of a selection. Records that lack lines which are in quarantine are never selected. */
export interface Dataset {
  count(): Promise<{ readonly records: number; readonly customers: number }>;
  /** Ranges of ids with at most `size` records each, in order. */
  ranges(size: number): Promise<readonly RecordRange[]>;
  /** Ids in order, all at once: eight bytes a record and some more. */
  ids(): Promise<readonly string[]>;
  /** Records of a range, in the order of their ids. */
  read(range: Pick<RecordRange, 'first' | 'last'>): Promise<readonly StoredRecord[]>;
}

/** What a run selects from: `openDataset(platform, selection).count()`. */
export function openDataset(platform: Pick<Platform, 'db'>, selection: Selection): Dataset {
  const where = conditions(selection);
  const chosen = sql`select id, customer_number from intake.records where ${where} order by id ${limitOf(selection)}`;
  return {
    async count() {
      const { rows } = await sql<{ records: number; customers: number }>`
        select count(*)::int as records, count(distinct customer_number)::int as customers from (${chosen}) chosen`.execute(platform.db);
      return rows[0]!;
    },
    async ranges(size) {
      const { rows } = await sql<RecordRange>`
        select min(id)::text as first, max(id)::text as last, count(*)::int as records
        from (select id, (row_number() over (order by id) - 1) / ${size}::int as chunk from (${chosen}) chosen) numbered
        group by chunk order by chunk`.execute(platform.db);
      return rows;
    },
    async ids() {
      const { rows } = await sql<{ id: string }>`select id::text as id from (${chosen}) chosen order by chosen.id`.execute(platform.db);
      return rows.map((row) => row.id);
    },
    async read({ first, last }) {
      const { rows } = await sql<StoredRecord>`select ${columns} from intake.records
        where ${where} and id between ${first}::bigint and ${last}::bigint order by id`.execute(platform.db);
      return rows;
    },
  };
}

/** Records by their ids, in the order of the ids; those that are gone are left out. */
export async function readRecords(platform: Pick<Platform, 'db'>, ids: readonly string[]): Promise<readonly StoredRecord[]> {
  const { rows } = await sql<StoredRecord>`select ${columns} from intake.records where id = any(${[...ids]}::bigint[]) order by id`.execute(
    platform.db,
  );
  return rows;
}

const columns = sql.raw('id::text as id, dataset, key, customer_number as "customerNumber", record_date::text as date, data, lines');

function conditions({ dataset, from, until }: Selection): RawBuilder<unknown> {
  const parts = [sql`dataset = ${dataset}`, sql`held = 0`];
  if (from !== undefined) parts.push(sql`record_date >= ${from}::date`);
  if (until !== undefined) parts.push(sql`record_date <= ${until}::date`);
  return sql.join(parts, sql` and `);
}

const limitOf = ({ limit }: Selection): RawBuilder<unknown> => (limit === undefined ? sql`` : sql`limit ${limit}`);
