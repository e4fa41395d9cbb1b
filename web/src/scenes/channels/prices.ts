/**
 * Prices as lines that a person writes: the beginning of the number, or of letters the country and product, and the price; one without a beginning holds
 * for all others, and one with + behind it for each further sheet.
 */
export function priceLines(prices: Readonly<Record<string, number>>): string {
  return Object.entries(prices)
    .map(([beginning, price]) => (beginning === '*' ? String(price) : `${beginning} ${price}`))
    .join('\n');
}

/** What was written, as prices; lines that are none are left out (see `unreadLines`). */
export function pricesOf(lines: string): Record<string, number> {
  return Object.fromEntries(lines.split('\n').flatMap((line) => priceIn(line) ?? []));
}

/** Lines that are no price, for the person who wrote them. */
export function unreadLines(lines: string): readonly string[] {
  return lines.split('\n').filter((line) => line.trim() !== '' && priceIn(line) === undefined);
}

const priceLine =
  /^\s*(?:((?:\+?\d{1,10}|\*|[A-Z]{2}(?: (?:registered|registered-drop|registered-receipt))?)\+?)\s+)?(\d+(?:[.,]\d+)?)\s*$/;

function priceIn(line: string): readonly (readonly [beginning: string, price: number])[] | undefined {
  const [, beginning, price] = priceLine.exec(line) ?? [];
  return price === undefined ? undefined : [[beginning ?? '*', Number(price.replace(',', '.'))]];
}
