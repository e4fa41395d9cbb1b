import type { Transaction } from 'kysely';
import type { Actor, Db } from '../../platform/platform.ts';

// biome-ignore lint/suspicious/noExplicitAny: any room's transaction will do
export type Trx = Transaction<any>;
export type Reader = Db | Trx;

/** How an actor stands in tables. */
export const actorId = (actor: Actor): string => `${actor.kind}/${actor.id}`;
