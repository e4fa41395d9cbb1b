import { isId } from '../db/index.ts';
import { PosthornError } from '../errors/index.ts';

/** What lists are asked with: `pageQuery` of the contract. */
export interface PageQuery {
  readonly after?: string | undefined;
  readonly limit?: number | undefined;
}

/** How many rows a page has. */
export const limitOf = (query: PageQuery): number => query.limit ?? 50;

/** Where the page begins: what `next` of the page before said. */
export const after = (query: PageQuery): string | undefined => (query.after === undefined || query.after === '' ? undefined : query.after);

/** The same in a list that goes by ids. @throws PosthornError `request.invalid` for what no page can have said */
export const idAfter = (query: PageQuery): string | undefined => positionOf(query, isId);

/** The same in a list that goes by numbers. @throws PosthornError `request.invalid` for what no page can have said */
export const numberAfter = (query: PageQuery): string | undefined => positionOf(query, (text) => /^\d{1,15}$/.test(text));

function positionOf(query: PageQuery, sound: (text: string) => boolean): string | undefined {
  const last = after(query);
  if (last !== undefined && !sound(last)) throw new PosthornError('request.invalid', { detail: '"after" is no position of this list.' });
  return last;
}

/**
 * One page from rows that were read with one more than asked for: the surplus row tells that there is a next page.
 * @param position of a row in the list's order; what `after` will be
 */
export function pageOf<T>(rows: readonly T[], limit: number, position: (row: T) => string): { rows: T[]; next?: string } {
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  return rows.length > limit && last !== undefined ? { rows: shown, next: position(last) } : { rows: shown };
}
