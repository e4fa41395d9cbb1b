/** What lists are asked with: `pageQuery` of the contract. */
export interface PageQuery {
  readonly after?: string | undefined;
  readonly limit?: number | undefined;
}

/** How many rows a page has. */
export const limitOf = (query: PageQuery): number => query.limit ?? 50;

/** Where the page begins: what `next` of the page before said. */
export const after = (query: PageQuery): string | undefined => (query.after === undefined || query.after === '' ? undefined : query.after);

/**
 * One page from rows that were read with one more than asked for: the surplus row tells that there is a next page.
 * @param position of a row in the list's order; what `after` will be
 */
export function pageOf<T>(rows: readonly T[], limit: number, position: (row: T) => string): { rows: T[]; next?: string } {
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  return rows.length > limit && last !== undefined ? { rows: shown, next: position(last) } : { rows: shown };
}
