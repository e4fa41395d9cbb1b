/** Prices as lines that a person writes: the beginning of the number, and the price; one without a beginning holds for all others. */
export function priceLines(prices: Readonly<Record<string, number>>): string {
  return Object.entries(prices)
    .map(([beginning, price]) => (beginning === '*' ? String(price) : `${beginning} ${price}`))
    .join('\n');
}

/** What was written, as prices; lines that are none are left out. */
export function pricesOf(lines: string): Record<string, number> {
  const prices: Record<string, number> = {};
  for (const line of lines.split('\n')) {
    const [, beginning, price] = /^\s*(?:(\+?\d{1,10}|\*)\s+)?(\d+(?:[.,]\d+)?)\s*$/.exec(line) ?? [];
    if (price !== undefined) prices[beginning ?? '*'] = Number(price.replace(',', '.'));
  }
  return prices;
}
