import { sql } from 'kysely';
import type { Db } from '../platform.ts';

/** So often a handler may fail until its subscriber counts as stuck: by then it has been tried for some seconds. */
export const triesBeforeStuck = 5;

/** Whose handler fails at an event again and again: everything that follows for it waits. */
export interface StuckSubscriber {
  readonly subscriber: string;
  readonly attempts: number;
}

export async function stuckSubscribers(db: Db): Promise<readonly StuckSubscriber[]> {
  const { rows } = await sql<StuckSubscriber>`select subscriber, attempts from platform.event_cursors
    where attempts >= ${triesBeforeStuck} order by subscriber`.execute(db);
  return rows;
}
