import type { Sensitivity } from '@posthorn/contract';
import { expect, test } from 'vitest';
import { carriageOf, type HeldData, type MailFacts, usualRule } from './rules.ts';

const facts: MailFacts = { inText: undefined, inAttachments: undefined, attachedBytes: 0, keysEnded: false, encrypted: false };
const decided = (rule: object, of: Partial<MailFacts>, canLink = true) =>
  carriageOf({ ...usualRule, ...rule }, { ...facts, ...of }, canLink ? undefined : 'there is no portal to lead to');
const kinds = (...given: Parameters<typeof decided>) => decided(...given).kind;
const held = (of: Sensitivity, ...names: string[]): HeldData => ({ class: of, names });

test('what is as sensitive as the rule names is not mailed unencrypted: a letter becomes a link, a mail a notice', () => {
  const rule = { linkFrom: 'confidential' };
  expect(kinds(rule, { inText: held('ordinary', 'x'), inAttachments: held('ordinary', 'x') })).toBe('whole');
  expect(kinds(rule, { inText: held('ordinary', 'x'), inAttachments: held('confidential', 'x') })).toBe('attachments-linked');
  expect(kinds(rule, { inText: held('special', 'x'), inAttachments: held('special', 'x') })).toBe('linked');
  expect(kinds(rule, { inText: held('special', 'x'), encrypted: true })).toBe('whole');
  expect(kinds({}, { inText: held('special', 'x') })).toBe('whole');
});

test('where nobody can be led to the portal, what would have to be there is not sent', () => {
  expect(kinds({ linkFrom: 'special' }, { inText: held('special', 'x') }, false)).toBe('refused');
  expect(kinds({}, { keysEnded: true }, false)).toBe('refused');
  expect(kinds({}, { attachedBytes: 11_000_000 }, false)).toBe('whole');
});

test('size counts for encrypted mails too, and ended keys only where the purpose encrypts', () => {
  expect(kinds({}, { attachedBytes: 11_000_000, encrypted: true })).toBe('attachments-linked');
  expect(kinds({ linkAboveBytes: undefined }, { attachedBytes: 900_000_000 })).toBe('whole');
  expect(kinds({ encrypt: false }, { keysEnded: true })).toBe('whole');
  expect(kinds({ withoutUsableKey: 'plain' }, { keysEnded: true })).toBe('whole');
});

test('the reason names the class and the data of it, and why there is no way around', () => {
  const data = held('special', 'Diagnosis', 'Religion', 'Union', 'Origin');
  expect(decided({ linkFrom: 'special' }, { inText: data })).toEqual({
    kind: 'linked',
    why: 'it holds data that is of a special category (Diagnosis, Religion, Union, 1 more)',
  });
  expect(decided({ linkFrom: 'ordinary' }, { inAttachments: held('ordinary', 'name') }, false)).toEqual({
    kind: 'refused',
    why: 'it holds data that is ordinary personal data (name), and there is no portal to lead to',
  });
});
