import { expect, test } from 'vitest';
import { priceLines, pricesOf, unreadLines } from './prices.ts';

test('prices are read as they are written, with a point or a comma', () => {
  expect(pricesOf('0.09\n+49 0,075\n\n41 0.06\nnothing')).toEqual({ '*': 0.09, '+49': 0.075, '41': 0.06 });
});

test('prices of letters go by country and product, those of further sheets have a plus', () => {
  expect(pricesOf('DE 0,95\nDE+ 0.12\nDE registered-drop 3.30\n1.5\n*+ 0.2\nde 1')).toEqual({
    ...{ DE: 0.95, 'DE+': 0.12, 'DE registered-drop': 3.3, '*': 1.5, '*+': 0.2 },
  });
});

test('lines that are no price are told, empty ones are not', () => {
  expect(unreadLines('0.09\n+49 0,075\n\n+41 seven\n')).toEqual(['+41 seven']);
});

test('what is shown is read back the same', () => {
  const prices = { '*': 0.09, '+49': 0.075, '+4915': 0.08 };
  expect(pricesOf(priceLines(prices))).toEqual(prices);
});
