/**
 * Stands in for TypeBox in the browser's bundle (see `vite.config.ts`): the contract's endpoints carry schemas that only the
 * server needs at run time. Every schema becomes an empty object, and half a megabyte of library stays out of the bundle.
 * Types are untouched: they come from the real package.
 */
const nothing = () => ({ properties: {} });

export default new Proxy({} as Record<string, typeof nothing>, { get: () => nothing });
