import type { ChannelName } from '@posthorn/contract';
import { expect, test } from 'vitest';
import type { RouteQuestion } from '../production/index.ts';
import { addressOn, chooseRoute, noticeChannel, reasonText } from './rules.ts';

const all: ReadonlySet<ChannelName> = new Set(['email', 'post', 'portal', 'sms']);
const point = (channel: ChannelName, state = 'valid', address = `${channel}-address`) => ({ channel, state, address });

function question(changes: Partial<RouteQuestion['customer']> = {}, more: Partial<Omit<RouteQuestion, 'customer'>> = {}): RouteQuestion {
  return {
    purpose: 'contract',
    offered: ['email', 'post', 'portal', 'sms'],
    ...more,
    customer: {
      id: 'c1',
      preferences: { '*': 'email' },
      contactPoints: [point('email'), point('sms')],
      postalAddress: ['Erika Muster', 'Weg 1', '12345 Ort'],
      ...changes,
    },
  };
}

test('the preferred channel is taken when it can be used', () => {
  expect(chooseRoute(question(), all)).toEqual({ channel: 'email', code: 'preferred', text: 'The channel that the customer prefers.' });
});

test('a preference for the purpose is stronger than the one for everything', () => {
  expect(chooseRoute(question({ preferences: { '*': 'email', contract: 'post' } }), all)).toMatchObject({
    channel: 'post',
    code: 'preferred',
  });
  expect(chooseRoute(question({ preferences: { '*': 'email', advertising: 'post' } }), all)).toMatchObject({ channel: 'email' });
});

test.each([
  ['missing', []],
  ['bounced', [point('email', 'bounced')]],
  ['opted-out', [point('email', 'opted_out')]],
  ['malformed', [point('email', 'unknown')]],
] as const)('an e-mail address that is %s makes a letter of it', (obstacle, contactPoints) => {
  expect(chooseRoute(question({ contactPoints }), all)).toMatchObject({ channel: 'post', code: `fallback.email-${obstacle}` });
});

test('a second address that works is used', () => {
  const contactPoints = [point('email', 'bounced'), point('email', 'valid', 'new@example.org')];
  expect(chooseRoute(question({ contactPoints }), all)).toMatchObject({ channel: 'email', code: 'preferred' });
  expect(addressOn('email', question({ contactPoints }).customer)).toBe('new@example.org');
});

test('a channel that is switched off, or that the template has no form for, is passed over', () => {
  expect(chooseRoute(question(), new Set<ChannelName>(['post', 'portal']))).toMatchObject({ channel: 'post', code: 'fallback.email-off' });
  expect(chooseRoute(question({}, { offered: ['post'] }), all)).toMatchObject({ channel: 'post', code: 'fallback.email-not-offered' });
});

test('without e-mail and postal address the portal is left', () => {
  const route = chooseRoute(question({ contactPoints: [point('sms')], postalAddress: [] }), all);
  expect(route).toMatchObject({ channel: 'portal', code: 'fallback.email-missing' });
});

test('a notice comes by the way that the customer prefers for everything, else by mail, else as short message, else not at all', () => {
  const told = (customer: Parameters<typeof question>[0], enabled = all) => noticeChannel(question(customer, { offered: [] }), enabled);
  const both = [point('email'), point('sms')];
  expect(told({ preferences: { '*': 'sms', contract: 'portal' }, contactPoints: both })).toBe('sms');
  expect(told({ preferences: { '*': 'portal' }, contactPoints: both })).toBe('email');
  expect(told({ preferences: {}, contactPoints: [point('email', 'bounced'), point('sms')] })).toBe('sms');
  expect(told({ preferences: { '*': 'sms' }, contactPoints: both }, new Set<ChannelName>(['email', 'portal']))).toBe('email');
  expect(told({ contactPoints: [] })).toBeUndefined();
  const withDevice = [...both, point('push')];
  const withPush = new Set<ChannelName>([...all, 'push']);
  expect(told({ preferences: { '*': 'push', contract: 'portal' }, contactPoints: withDevice }, withPush)).toBe('push');
  expect(told({ preferences: { '*': 'push' }, contactPoints: both }, withPush)).toBe('email');
  expect(told({ preferences: { '*': 'portal' }, contactPoints: [point('push')] }, withPush)).toBeUndefined();
});

test('without a preference the first possible of e-mail, post and portal is taken', () => {
  expect(chooseRoute(question({ preferences: {} }), all)).toMatchObject({ channel: 'email', code: 'default' });
  expect(chooseRoute(question({ preferences: {}, contactPoints: [] }), all)).toMatchObject({ channel: 'post', code: 'default' });
});

test('a postal address marked as returned is not used', () => {
  const contactPoints = [point('post', 'bounced'), point('email')];
  expect(chooseRoute(question({ preferences: { '*': 'post' }, contactPoints }), all)).toMatchObject({
    channel: 'email',
    code: 'fallback.post-bounced',
  });
});

test('SMS is used when it is wished, but never as a fallback', () => {
  expect(chooseRoute(question({ preferences: { '*': 'sms' } }), all)).toMatchObject({ channel: 'sms', code: 'preferred' });
  const onlySms = question({ contactPoints: [point('sms')], postalAddress: [] }, { offered: ['email', 'post', 'sms'] });
  expect(chooseRoute(onlySms, all)).toEqual({ channel: 'none', code: 'no-route', text: 'No channel reaches the customer.' });
});

test('push is used on all devices that are turned on, where the template has a form for it; else another way is taken', () => {
  const on = new Set<ChannelName>([...all, 'push']);
  const contactPoints = [point('email'), point('push', 'valid', 'a'), point('push', 'bounced', 'b'), point('push', 'valid', 'c')];
  const wished = question({ preferences: { '*': 'push' }, contactPoints }, { offered: ['email', 'post', 'portal', 'push'] });
  expect(chooseRoute(wished, on)).toMatchObject({ channel: 'push', code: 'preferred' });
  expect(addressOn('push', wished.customer)).toBe('a\nc');
  expect(chooseRoute({ ...wished, offered: ['email', 'post'] }, on)).toMatchObject({ channel: 'email', code: 'fallback.push-not-offered' });
  expect(chooseRoute(wished, all)).toMatchObject({ channel: 'email', code: 'fallback.push-off' });
  const gone = question(
    { preferences: { '*': 'push' }, contactPoints: [point('email'), point('push', 'bounced')] },
    { offered: wished.offered },
  );
  expect(chooseRoute(gone, on)).toMatchObject({ channel: 'email', code: 'fallback.push-bounced' });
  expect(reasonText('fallback.push-bounced', 'de')).toContain('Mitteilungen');
});

test('every reason has words in English and German', () => {
  const channels = ['email', 'post', 'portal', 'sms'];
  const obstacles = ['off', 'not-offered', 'missing', 'malformed', 'bounced', 'opted-out'];
  const codes = ['preferred', 'default', 'no-route', ...channels.flatMap((c) => obstacles.map((o) => `fallback.${c}-${o}`))];
  for (const code of codes) {
    expect(reasonText(code, 'en')).not.toBe(code);
    expect(reasonText(code, 'de')).not.toBe(code);
  }
  expect(reasonText('fallback.email-bounced', 'de')).toBe('Gewünscht ist E-Mail, aber die Adresse war zuletzt nicht erreichbar.');
});

const given = (obstacle: 'no-consent' | 'ended', ...channels: string[]) => ({
  mayAdvertise: (channel: string) =>
    channels.includes(channel) ? { allowed: true as const, basis: 'consent' as const, since: null } : { allowed: false as const, obstacle },
});

test('advertising takes the preferred channel where the customer consented, and says so', () => {
  const route = chooseRoute(question({}, { purpose: 'advertising', ...given('no-consent', 'email') }), all);
  expect(route).toEqual({
    channel: 'email',
    code: 'preferred.by-consent',
    text: 'The channel that the customer prefers. The customer consented.',
  });
  expect(reasonText('fallback.email-ended.by-no-objection', 'de')).toBe(
    'Gewünscht ist E-Mail, aber der Kunde hat widerrufen oder widersprochen. Der Kunde hat nicht widersprochen.',
  );
});

test('advertising without a consent takes another way that is allowed, or none', () => {
  const asked = (...channels: string[]) => chooseRoute(question({}, { purpose: 'advertising', ...given('ended', ...channels) }), all);
  expect(asked('post')).toMatchObject({ channel: 'post', code: 'fallback.email-ended.by-consent' });
  expect(asked()).toEqual({
    channel: 'none',
    code: 'not-permitted',
    text: 'This customer may not be written to for this purpose. E-mail: the customer withdrew the consent or objected; post: the customer withdrew the consent or objected; the portal: the customer withdrew the consent or objected.',
    obstacles: ['email', 'post', 'portal'].map((channel) => ({ channel, obstacle: 'ended' })),
  });
});

test('advertising about which nobody asked the customer goes nowhere; other purposes need no permission', () => {
  expect(chooseRoute(question({}, { purpose: 'advertising' }), all)).toMatchObject({ channel: 'none', code: 'not-permitted' });
  expect(chooseRoute(question({}, { purpose: 'contract', ...given('ended') }), all)).toMatchObject({ channel: 'email', code: 'preferred' });
});

test('nothing tells of advertising in the portal on a channel that the customer does not allow it on', () => {
  const contactPoints = [point('email'), point('sms')];
  const asked = (...channels: ChannelName[]) =>
    noticeChannel(question({ contactPoints }, { purpose: 'advertising', ...given('no-consent', ...channels) }), all);
  expect(asked('portal')).toBeUndefined();
  expect(asked('portal', 'sms')).toBe('sms');
});

const listed = (reason: 'deceased' | 'moved' | 'robinson', ...channels: string[]) => ({
  suppressed: (_purpose: string, channel: string, consented: boolean) =>
    channels.includes(channel) && !(consented && reason === 'robinson') ? { reason, list: 'a list' } : undefined,
});

test('who moved is written to on another channel, who died on none, whatever the purpose', () => {
  const moved = question({ preferences: { '*': 'post' } }, listed('moved', 'post'));
  expect(chooseRoute(moved, all)).toMatchObject({ channel: 'email', code: 'fallback.post-moved' });
  const dead = chooseRoute(question({}, listed('deceased', 'email', 'post', 'portal', 'sms')), all);
  expect(dead).toMatchObject({ channel: 'none', code: 'not-permitted', text: expect.stringContaining('E-mail: the customer died') });
});

test('a consent stands above a Robinson list', () => {
  const more = { purpose: 'advertising', ...given('no-consent', 'email'), ...listed('robinson', 'email') };
  expect(chooseRoute(question({}, more), all)).toMatchObject({ channel: 'email', code: 'preferred.by-consent' });
});
