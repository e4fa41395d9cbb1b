export * from './audit.ts';
export { canonicalJson } from './canonical-json.ts';
export { type AuditTables, createAudit } from './chained-audit.ts';
