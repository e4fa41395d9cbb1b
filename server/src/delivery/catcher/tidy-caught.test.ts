import { expect, test } from 'vitest';
import { testPlatform } from '../../../test/platform.ts';
import { newId } from '../../platform/db/index.ts';
import { keepCaught, listCaught } from './store.ts';
import { tidyCaught } from './tidy-caught.ts';

test('the newest caught messages stay, of the others neither row nor bytes', async () => {
  const platform = await testPlatform();
  const { db, objects } = platform;
  for (let n = 0; n < 450; n++) {
    const message = { id: newId(), at: platform.clock(), kind: 'mail', sender: 'a@b.example', recipients: ['c@d.example'] } as const;
    const objectKey = `caught/2026-11-21/${message.id}.eml`;
    await objects.put(objectKey, Buffer.from(`mail ${n}`));
    await keepCaught(db, { ...message, subject: `mail ${n}`, bytes: 6, messageId: null, idempotencyKey: null, objectKey });
  }
  const stored = async () => {
    let count = 0;
    for await (const _object of objects.list('caught/')) count++;
    return count;
  };
  await tidyCaught(platform);
  expect(await stored()).toBe(450);
  await tidyCaught(platform, 20);
  const left = await listCaught(db, { limit: 500 });
  expect(left.map((one) => one.subject)).toEqual(Array.from({ length: 20 }, (_, n) => `mail ${449 - n}`));
  expect(await stored()).toBe(20);
  for (const { objectKey, subject } of left) expect(Buffer.from(await objects.get(objectKey)).toString()).toBe(subject);
});
