export * from './posthorn-error.ts';
export * from './table.ts';
