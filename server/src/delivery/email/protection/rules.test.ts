import { expect, test } from 'vitest';
import { carriageOf, type MailFacts, usualRule } from './rules.ts';

const facts: MailFacts = { inText: undefined, inAttachments: undefined, attachedBytes: 0, keysEnded: false, encrypted: false };
const kinds = (rule: object, of: Partial<MailFacts>, canLink = true) =>
  carriageOf({ ...usualRule, ...rule }, { ...facts, ...of }, canLink).kind;

test('what is as sensitive as the rule names is not mailed unencrypted: a letter becomes a link, a mail a notice', () => {
  const rule = { linkFrom: 'confidential' };
  expect(kinds(rule, { inText: 'ordinary', inAttachments: 'ordinary' })).toBe('whole');
  expect(kinds(rule, { inText: 'ordinary', inAttachments: 'confidential' })).toBe('attachments-linked');
  expect(kinds(rule, { inText: 'special', inAttachments: 'special' })).toBe('linked');
  expect(kinds(rule, { inText: 'special', encrypted: true })).toBe('whole');
  expect(kinds({}, { inText: 'special' })).toBe('whole');
});

test('where nobody can be led to the portal, what would have to be there is not sent', () => {
  expect(kinds({ linkFrom: 'special' }, { inText: 'special' }, false)).toBe('refused');
  expect(kinds({}, { keysEnded: true }, false)).toBe('refused');
  expect(kinds({}, { attachedBytes: 11_000_000 }, false)).toBe('whole');
});

test('size counts for encrypted mails too, and ended keys only where the purpose encrypts', () => {
  expect(kinds({}, { attachedBytes: 11_000_000, encrypted: true })).toBe('attachments-linked');
  expect(kinds({ linkAboveBytes: undefined }, { attachedBytes: 900_000_000 })).toBe('whole');
  expect(kinds({ encrypt: false }, { keysEnded: true })).toBe('whole');
  expect(kinds({ withoutUsableKey: 'plain' }, { keysEnded: true })).toBe('whole');
});
