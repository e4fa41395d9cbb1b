import { describe, expect, test } from 'vitest';
import { isPerson } from './visitor.ts';

const firefox = 'Mozilla/5.0 (X11; Linux x86_64; rv:145.0) Gecko/20100101 Firefox/145.0';
const ask = (agent: string | undefined, more: object = {}, method = 'GET', sinceSentMs = 60_000) =>
  isPerson({ method, headers: { ...(agent === undefined ? {} : { 'user-agent': agent }), ...more } }, sinceSentMs);

describe('who asks for a picture or follows a link', () => {
  test('a browser is a person', () => {
    expect(ask(firefox)).toBe(true);
    expect(ask('Mozilla/5.0 (iPhone; CPU iPhone OS 19_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/15E148')).toBe(true);
  });

  test.each([
    ['Apple’s Mail Privacy Protection', 'Mozilla/5.0'],
    ['Google’s proxy of pictures', 'Mozilla/5.0 (Windows NT 5.1; rv:11.0) Gecko Firefox/11.0 (via ggpht.com GoogleImageProxy)'],
    ['Yahoo’s proxy of pictures', 'YahooMailProxy; https://help.yahoo.com/kb/yahoo-mail-proxy-SLN28749.html'],
    ['a gateway', 'Mozilla/5.0 (compatible; BarracudaCentral; Link Protection)'],
    ['a preview of a messenger', 'WhatsApp/2.23.20.0'],
    ['a library', 'python-requests/2.32'],
    ['a browser without a screen', 'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 HeadlessChrome/140.0.0.0 Safari/537.36'],
    ['somebody who says nothing', undefined],
  ])('%s is none', (_who, agent) => expect(ask(agent)).toBe(false));

  test('who only looks whether something is there, loads ahead, or comes before the mail can have been read, is none', () => {
    expect(ask(firefox, {}, 'HEAD')).toBe(false);
    expect(ask(firefox, { 'sec-purpose': 'prefetch;prerender' })).toBe(false);
    expect(ask(firefox, {}, 'GET', 1_000)).toBe(false);
    expect(isPerson({ method: 'GET', headers: { 'user-agent': firefox } }, undefined)).toBe(false);
  });
});
