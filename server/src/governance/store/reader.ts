import type { Transaction } from 'kysely';
import type { Db } from '../../platform/platform.ts';

// biome-ignore lint/suspicious/noExplicitAny: any room's transaction will do
export type Trx = Transaction<any>;
export type Reader = Db | Trx;
