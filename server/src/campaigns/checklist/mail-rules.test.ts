import { expect, test } from 'vitest';
import type { JudgedMail } from './judged-mail.ts';
import { judgeMail } from './mail-rules.ts';
import { spamScore } from './spam-score.ts';

const words =
  'The first tulips of the year are here, and so is the seed catalogue of the spring, with prices for all who order before March. ';
const mail = (html: string, other: Partial<JudgedMail> = {}): JudgedMail => ({
  ...{ subject: 'Tulips have come', text: words, pictureBytes: 0, language: 'en' },
  html: `<html lang="en"><body><p>${words}</p>${html}</body></html>`,
  ...other,
});
const codes = (judged: JudgedMail) => judgeMail(judged).map((point) => `${point.verdict} ${point.code}`);
const link = (href: string, shown = 'To the tulips') => mail(`<a href="${href}">${shown}</a>`);

test('a mail that is in order is told nothing', () => {
  expect(codes(link('https://shop.de/tulips?a=1&amp;b=2'))).toEqual([]);
  expect(codes(mail('<a href="mailto:shop@shop.de">Write to us</a><a href="tel:+49">Call</a>'))).toEqual([]);
  expect(codes(mail('<a href="https://shop.de/"><img src="cid:1" alt="Tulips" /></a>'))).toEqual([]);
});

test('links are whole, encrypted, lead to real pages, and where they say', () => {
  expect(codes(link('shop.de/tulips'))).toEqual(['blocking link-broken']);
  expect(codes(link('http://shop.de/'))).toEqual(['warning link-not-secure']);
  expect(codes(link('https://www.example.com/'))).toEqual(['warning link-nowhere']);
  expect(codes(link('https://localhost:8080/x'))).toEqual(['warning link-nowhere']);
  expect(codes(link('https://192.168.1.7/'))).toEqual(['warning link-nowhere']);
  expect(codes(link('https://bit.ly/3x'))).toEqual(['warning link-shortened']);
  expect(codes(link('https://evil.de/', 'www.bank.de'))).toEqual(['blocking link-misleads']);
});

test('what an author left to be filled in stops it, in whatever part it stands', () => {
  for (const left of [
    'Dear {{ name }}',
    'Dear undefined',
    'lorem ipsum',
    'TODO: price',
    'Hello [Vorname]',
    'Hi *|FNAME|*',
    'Hi %FIRSTNAME%',
  ])
    expect(codes(mail(`<p>${left}</p>`)), left).toEqual(['blocking placeholder-left']);
  expect(codes(mail('', { subject: 'Hello [Name]' }))).toEqual(['blocking placeholder-left']);
  expect(codes(mail('<p>Todo lists are not meant, and 100 % neither.</p><style>a{b:c}}</style>'))).toEqual([]);
});

test('who hears a mail learns its language, where its links lead and what its pictures show', () => {
  expect(codes({ ...mail(''), html: `<html><body>${words}</body></html>` })).toEqual(['warning no-language']);
  expect(codes(link('https://shop.de/', 'Click here'))).toEqual(['warning link-vague']);
  expect(codes(link('https://shop.de/', '<span>mehr …</span>'))).toEqual(['warning link-vague']);
  expect(codes(link('https://shop.de/', ''))).toEqual(['blocking link-without-text']);
  expect(codes(mail('<img src="cid:1" />'))).toEqual(['blocking picture-without-text']);
});

test('it says how heavy pictures make it', () => {
  expect(codes(mail('', { pictureBytes: 900_000 }))).toEqual(['warning mail-heavy']);
});

test('the points of spam filters come with the rules that give them, and their sum decides', () => {
  expect(spamScore(mail(''))).toMatchObject({ verdict: 'good', text: expect.stringContaining('0 points') });
  const shouting = spamScore(mail('', { subject: 'BUY TULIPS NOW?!', text: `Dear friend,\n${words}` }));
  expect(shouting.verdict).toBe('warning');
  for (const rule of ['SUBJ_ALL_CAPS 0.5', 'PLING_QUERY 0.1', 'SUBJ_BUY 0.639', 'DEAR_FRIEND 2.577']) expect(shouting.text).toContain(rule);
  const worse = mail('', { subject: '', text: 'Dear friend, 100% guaranteed, or claim your unclaimed prize.' });
  expect(spamScore(worse).verdict).toBe('blocking');
  const pictures = mail('<img src="cid:1" alt="Tulips" />', { html: '<html lang="en"><img src="cid:1" alt="x" />Tulips!</html>' });
  expect(spamScore(pictures).text).toContain('HTML_IMAGE_ONLY_04 1.172');
});
