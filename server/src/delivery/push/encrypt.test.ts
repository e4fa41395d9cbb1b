import { createECDH, randomBytes } from 'node:crypto';
import { createRequire } from 'node:module';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { encryptMessage, mostBytes } from './encrypt.ts';
import { makePrivateKey, Signer, signingKey } from './vapid.ts';

const load = createRequire(createRequire(import.meta.url).resolve('web-push-testing/src/PushApiModel.js'));
const ece = load('http_ece') as { decrypt(body: Uint8Array, how: object): Buffer };
const jwt = load('jsonwebtoken') as { verify(token: string, key: string, options: object): { aud: string; sub: string; exp: number } };
const bytes = (text: string) => Buffer.from(text, 'base64url');

test('the example of RFC 8291 comes out byte by byte', () => {
  const sender = createECDH('prime256v1');
  sender.setPrivateKey(bytes('yfWPiYE-n46HLnH0KqZOF1fJJU3MYrct3AELtAQ-oRw'));
  const recipient = {
    p256dh: bytes('BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4'),
    auth: bytes('BTBZMqHH6r4Tts7J_aSIgg'),
  };
  const message = Buffer.from('When I grow up, I want to be a watermelon');
  expect(encryptMessage(message, recipient, bytes('DGv6ra1nlYgDCS1FRnbzlw'), sender).toString('base64url')).toBe(
    'DGv6ra1nlYgDCS1FRnbzlwAAEABBBP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS6TlzAC8wEqKK6PBru3jl7A_yl95bQpu6cVPTpK4Mqgkf1CXztLVBSt2Ks3oZwbuwXPXLWyouBWLVWGNWQexSgSxsj_Qulcy4a-fN',
  );
});

test('whatever is said, only the browser that subscribed reads it, and it fits into what push services take', () => {
  const browser = createECDH('prime256v1');
  browser.generateKeys();
  const stranger = createECDH('prime256v1');
  stranger.generateKeys();
  const auth = randomBytes(16);
  const recipient = { p256dh: browser.getPublicKey(), auth };
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: mostBytes, size: 'max' }), (message) => {
      const body = encryptMessage(message, recipient);
      expect(body.length).toBeLessThanOrEqual(4_096);
      const how = { version: 'aes128gcm', authSecret: auth.toString('base64url') };
      expect(ece.decrypt(body, { ...how, privateKey: browser }).equals(message)).toBe(true);
      expect(() => ece.decrypt(body, { ...how, privateKey: stranger })).toThrow();
    }),
    { numRuns: 20 },
  );
  expect(encryptMessage(new Uint8Array(mostBytes), recipient)).toHaveLength(4_096);
  expect(() => encryptMessage(new Uint8Array(mostBytes + 1), recipient)).toThrow(RangeError);
});

test('a token is for one push service and half a day, and made once an hour', () => {
  const key = signingKey(makePrivateKey());
  const signer = new Signer([key], 'mailto:post@example.org');
  const now = Date.parse('2026-11-22T12:00:00Z');
  const header = signer.authorization(key.publicKey, 'https://push.example/send/abc?x=1', now)!;
  const [, token, publicKey] = /^vapid t=([\w.-]+), k=([\w-]{87})$/.exec(header)!;
  expect(publicKey).toBe(key.publicKey);
  const { x, y } = key.key.export({ format: 'jwk' });
  expect(Buffer.concat([Buffer.from([4]), bytes(x!), bytes(y!)]).toString('base64url')).toBe(key.publicKey);
  const pem = Buffer.concat([bytes('MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAE'), bytes(x!), bytes(y!)]).toString('base64');
  const said = jwt.verify(token!, `-----BEGIN PUBLIC KEY-----\n${pem}\n-----END PUBLIC KEY-----\n`, {
    algorithms: ['ES256'],
    clockTimestamp: now / 1000,
  });
  expect(said).toEqual({ aud: 'https://push.example', sub: 'mailto:post@example.org', exp: now / 1000 + 12 * 3600 });
  expect(signer.authorization(key.publicKey, 'https://push.example/send/other', now + 3_599_000)).toBe(header);
  expect(signer.authorization(key.publicKey, 'https://push.example/send/other', now + 3_600_000)).not.toBe(header);
  expect(signer.authorization(key.publicKey, 'https://elsewhere.example/', now)).not.toBe(header);
  expect(signer.authorization(signingKey(makePrivateKey()).publicKey, 'https://push.example/', now)).toBeUndefined();
});
