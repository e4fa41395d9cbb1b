import { createHash } from 'node:crypto';
import { type Kysely, sql, type Transaction } from 'kysely';
import { newId } from '../db/ids.ts';
import type { Actor, Clock, Db } from '../platform.ts';
import type { Audit } from './audit.ts';
import { canonicalJson } from './canonical-json.ts';

export type AuditTables = {
  'platform.audit_entries': {
    id: string;
    sequence: string | null;
    at: Date;
    actor: string;
    action: string;
    subject: string;
    content: string;
    previous_hash: string | null;
    hash: string | null;
  };
  'platform.audit_head': { one: boolean; sequence: string; hash: string };
};

const firstHash = '0'.repeat(64);
const pageSize = 2_000;

/**
 * The chain in the database. An entry gets its number and its hash (SHA-256 of the hash before it and its content) by a trigger at
 * the end of its transaction, so that the chain is locked for the moment of a commit only.
 */
export function createAudit(db: Db, clock: Clock): Audit {
  return {
    // biome-ignore lint/suspicious/noExplicitAny: any room's transaction will do
    async append(trx: Transaction<any>, actor: Actor, action: string, subject: string, data: object): Promise<void> {
      const at = clock();
      const who = `${actor.kind}/${actor.id}`;
      const content = canonicalJson({ at: at.toISOString(), actor: who, actorName: actor.name, action, subject, data });
      await sql`insert into platform.audit_entries (id, at, actor, action, subject, content)
        values (${newId()}, ${at}, ${actor.name}, ${action}, ${subject}, ${content})`.execute(trx);
    },
    verify: () => verifyChain(db.withTables<AuditTables>()),
  };
}

/** Goes along the whole chain: each link must fit the one before and its own content, and the last must be the recorded end. */
async function verifyChain(db: Kysely<AuditTables>): Promise<{ entries: number; intact: boolean; firstBroken?: number }> {
  const head = await db.selectFrom('platform.audit_head').selectAll().executeTakeFirst();
  const end = Number(head?.sequence ?? 0);
  let hash = firstHash;
  let sequence = 0;
  for (;;) {
    const page = await db
      .selectFrom('platform.audit_entries')
      .selectAll()
      .where('sequence', '>', String(sequence))
      .where('sequence', '<=', String(end))
      .orderBy('sequence')
      .limit(pageSize)
      .execute();
    for (const entry of page) {
      const link = createHash('sha256')
        .update(hash + entry.content)
        .digest('hex');
      const fits = Number(entry.sequence) === sequence + 1 && entry.previous_hash === hash && entry.hash === link && columnsFit(entry);
      if (!fits) return { entries: end, intact: false, firstBroken: sequence + 1 };
      hash = link;
      sequence++;
    }
    if (page.length < pageSize) break;
  }
  const whole = head !== undefined && sequence === end && hash === head.hash;
  return whole ? { entries: end, intact: true } : { entries: end, intact: false, firstBroken: Math.min(sequence + 1, Math.max(end, 1)) };
}

/** The columns repeat what is hashed, for searching; they must say the same. */
function columnsFit(entry: AuditTables['platform.audit_entries']): boolean {
  const content = JSON.parse(entry.content) as { at: string; actorName: string; action: string; subject: string };
  return (
    content.at === entry.at.toISOString() &&
    content.actorName === entry.actor &&
    content.action === entry.action &&
    content.subject === entry.subject
  );
}
