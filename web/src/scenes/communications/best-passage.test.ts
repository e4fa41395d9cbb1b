import type { OriginPassage } from '@posthorn/contract';
import { expect, test } from 'vitest';
import { bestPassage } from './best-passage.ts';

const passage = (nodeId: string, text: string): OriginPassage => ({
  kind: 'template',
  id: 't',
  version: 1,
  versionId: 'v',
  nodeId,
  field: 'text',
  text,
});
const passages = [
  passage('greeting', 'Dear {{ customer.name }},'),
  passage('pay', 'Please pay {{ invoice.total }} within 14 days to the account below.'),
  passage('short', 'Please pay.'),
  passage('bye', 'With kind regards'),
];

test('a line of a letter leads to the passage that it was made of, whatever values stand in it', () => {
  const found = (line: string) => bestPassage(line, passages)?.nodeId;
  expect(found('Please pay 17.40 £ within 14 days')).toBe('pay');
  expect(found('Dear Margaret Ellison,')).toBe('greeting');
  expect(found('kind regards')).toBe('bye');
});

test('a line of nothing but values leads nowhere', () => {
  expect(bestPassage('8 Priory Lane', passages)).toBeUndefined();
});
