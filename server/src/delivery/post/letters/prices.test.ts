import { expect, test } from 'vitest';
import { costOf } from '../../accounts/rules.ts';

test('a letter costs what its country and product do, and each further sheet the same whatever it is posted as', () => {
  const prices = { DE: 0.95, 'DE+': 0.12, 'DE registered': 4.1, AT: 1.5, '*': 2 };
  const cost = (address: string, sheets: number) => Number(costOf(prices, address, sheets).toFixed(2));
  expect([cost('DE', 1), cost('DE', 3), cost('DE registered', 1), cost('DE registered', 3)]).toEqual([0.95, 1.19, 4.1, 4.34]);
  // Without prices of further sheets, each sheet costs the same; elsewhere too.
  expect([cost('AT', 2), cost('IE', 2)]).toEqual([3, 4]);
  expect(costOf({ ...prices, '*+': 0.5 }, 'IE', 2)).toBe(2.5);
});
