/**
 * Rows of a list that was copied out of a spreadsheet (tabs between cells, quotes around cells that hold line ends) or of lines of text.
 * Rows whose first cell is empty are left out, and cells beyond the columns too. Undefined for one cell, which is pasted like any text.
 */
export function pastedRows(text: string, columns: number): readonly (readonly string[])[] | undefined {
  if (!/[\t\r\n]/.test(text.replace(/\s+$/, ''))) return undefined;
  const rows: string[][] = [[]];
  for (const [, quoted, plain, end] of text.matchAll(/(?:"((?:[^"]|"")*)"(?=[\t\r\n]|$)|([^\t\r\n]*))(\t|\r\n|\r|\n|$)/g)) {
    rows.at(-1)!.push((quoted?.replaceAll('""', '"') ?? plain ?? '').replace(/\s+/g, ' ').trim());
    if (end !== '\t') rows.push([]);
  }
  return rows.map((row) => row.slice(0, columns)).filter(([first = '']) => first !== '');
}

const same = (one: string, other: string): boolean => one.toLowerCase() === other.toLowerCase();

/** Where in a list a first cell stands already, whatever its case; -1 where it does not. */
export const placeIn = (rows: readonly (readonly string[])[], first: string): number => rows.findIndex(([one = '']) => same(one, first));

/** A list with pasted rows: what is known gets what was pasted beside it, the others come at the end. */
export function mergedRows(
  rows: readonly (readonly string[])[],
  pasted: readonly (readonly string[])[],
  most: number,
): { readonly rows: readonly (readonly string[])[]; readonly added: number; readonly changed: number; readonly left: number } {
  const merged = [...rows];
  const places = new Map(rows.map(([first = ''], i) => [first.toLowerCase(), i]));
  let [added, changed, left] = [0, 0, 0];
  for (const row of pasted) {
    const key = row[0]!.toLowerCase();
    const place = places.get(key);
    if (place === undefined && merged.length >= most) left++;
    else if (place === undefined) {
      places.set(key, merged.push(row) - 1);
      added++;
    } else if (row.some((cell, i) => cell !== '' && cell !== (merged[place]![i] ?? ''))) {
      merged[place] = merged[place]!.map((cell, i) => row[i] || cell).concat(row.slice(merged[place]!.length));
      changed++;
    }
  }
  return { rows: merged, added, changed, left };
}
