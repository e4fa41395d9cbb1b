/** Prices as lines that a person writes: the beginning of the number, and the price; one without a beginning holds for all others. */
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

function priceIn(line: string): readonly (readonly [beginning: string, price: number])[] | undefined {
  const [, beginning, price] = /^\s*(?:(\+?\d{1,10}|\*)\s+)?(\d+(?:[.,]\d+)?)\s*$/.exec(line) ?? [];
  return price === undefined ? undefined : [[beginning ?? '*', Number(price.replace(',', '.'))]];
}
