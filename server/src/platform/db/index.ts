export { type CopyValue, copyRows } from './copy.ts';
export { type Database, openDatabase } from './database.ts';
export { withClient } from './dialect.ts';
export { idOrNull, isId, monthOf, newId, numberOrNull, timeOfId } from './ids.ts';
export { findMigrations, type Migration, migrate } from './migrate.ts';
export { ensureMonth } from './months.ts';
export { failureOf, type RetryOptions, transaction, withRetry } from './transaction.ts';
