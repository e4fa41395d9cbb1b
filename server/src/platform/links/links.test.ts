import { randomBytes, randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { testPlatform } from '../../../test/platform.ts';
import { linkKeys, linkSigner, openSignedLink, renewLinkKey } from './index.ts';
import { type LinkUse, openLink, signLink } from './signed-link.ts';

const now = new Date('2026-11-21T12:00:00Z');
const later = new Date('2027-11-21T12:00:00Z');
const key = { number: 7, key: randomBytes(32) };
const actor = { kind: 'system', id: 'test', name: 'Test' } as const;

test('a link says what was put into it, whatever that was', () => {
  const uses = fc.constantFrom<LinkUse>('preferences', 'unsubscribe', 'confirm');
  const content = fc.record(
    { subject: fc.uuid(), reference: fc.uuid(), sentTo: fc.emailAddress(), seconds: fc.integer({ min: 1, max: 4_000_000_000 }) },
    { requiredKeys: ['subject', 'seconds'] },
  );
  fc.assert(
    fc.property(uses, content, (use, { subject, reference, sentTo, seconds }) => {
      const expiresAt = new Date(seconds * 1_000);
      const opened = openLink(key, use, signLink(key, use, { subject, reference, sentTo, expiresAt }), now);
      expect(opened).toMatchObject({ subject, reference, expiresAt, expired: expiresAt <= now });
      expect(opened!.sentTo(sentTo?.toUpperCase() ?? 'a@mail.example')).toBe(sentTo !== undefined);
      expect(opened!.sentTo('other@elsewhere.invalid')).toBe(false);
    }),
  );
});

test('a link that was changed anywhere, or is for something else, or signed by another key, opens nothing', () => {
  const link = signLink(key, 'preferences', { subject: randomUUID(), reference: randomUUID(), expiresAt: later });
  fc.assert(
    fc.property(fc.nat({ max: link.length - 1 }), fc.constantFrom(...'ABCxyz019-_'), (at, letter) => {
      const changed = link.slice(0, at) + letter + link.slice(at + 1);
      expect(openLink(key, 'preferences', changed, now) === undefined).toBe(changed !== link);
    }),
  );
  expect(openLink(key, 'confirm', link, now)).toBeUndefined();
  expect(openLink({ ...key, key: randomBytes(32) }, 'preferences', link, now)).toBeUndefined();
  for (const nonsense of ['', 'x', `${link}A`, `${link}=`, ` ${link}`, link.slice(0, -1)])
    expect(openLink(key, 'preferences', nonsense, now)).toBeUndefined();
});

test('the same content gives the same link, and nothing in it can be read but ids', () => {
  const content = { subject: randomUUID(), sentTo: 'erika@mail.example', expiresAt: later };
  const link = signLink(key, 'preferences', content);
  expect(signLink(key, 'preferences', content)).toBe(link);
  expect(link).toMatch(/^[\w-]{60}$/);
  expect(Buffer.from(link, 'base64url').toString('latin1')).not.toMatch(/erika|mail/);
});

test('links of an older key open until it is revoked, over processes that share the database', async () => {
  const platform = await testPlatform();
  const subject = randomUUID();
  const links = await Promise.all([1, 2].map(async () => (await linkSigner(platform))('preferences', { subject, expiresAt: later })));
  expect(links[0]).toBe(links[1]);
  expect(await renewLinkKey(platform, actor, { revoke: false })).toBe(2);
  const fresh = (await linkSigner(platform))('preferences', { subject, expiresAt: later });
  expect(fresh).not.toBe(links[0]);
  expect(await openSignedLink(platform, 'preferences', links[0]!)).toMatchObject({ subject, expired: false });
  expect(await renewLinkKey(platform, actor, { revoke: true })).toBe(3);
  for (const one of [links[0]!, fresh]) expect(await openSignedLink(platform, 'preferences', one)).toBeUndefined();
  expect((await linkKeys(platform)).map((one) => one.revokedAt !== null)).toEqual([true, true, false]);
  expect(await platform.audit.verify()).toMatchObject({ intact: true });
});
