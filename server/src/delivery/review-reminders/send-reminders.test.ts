import { createServer } from 'node:net';
import { api, type Role } from '@posthorn/contract';
import PostalMime from 'postal-mime';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { testApi } from '../../../test/api.ts';
import { type TestPlatform, testPlatform } from '../../../test/platform.ts';
import { Postfix, postfixAvailable } from '../../../test/postfix.ts';
import { content, olga, rita, shop } from '../../../test/shop.ts';
import { addAbsence } from '../../content/absence/keep-absences.ts';
import { holdLock } from '../../content/drafts/hold-lock.ts';
import { saveDraft } from '../../content/drafts/save-draft.ts';
import { startDraft } from '../../content/drafts/start-draft.ts';
import { pushFolder, releaseVersion } from '../../content/index.ts';
import { chooseReminders } from '../../content/review/reminders/choose-reminders.ts';
import { submitDraft } from '../../content/review/submit-draft.ts';
import { createUser } from '../../platform/auth/index.ts';
import type { Actor } from '../../platform/platform.ts';
import { sendReminders } from './send-reminders.ts';

let platform: TestPlatform;
let postfix: Postfix;

beforeAll(async () => {
  if (!postfixAvailable) return;
  postfix = await Postfix.start(await freePort());
  const smtp = { smtpUrl: `smtp://127.0.0.1:${postfix.port}`, smtpTls: 'never' as const };
  platform = await testPlatform({ rooms: [content], config: { publicUrl: 'https://post.example', ...smtp } });
  await pushFolder(platform, olga, shop).then(({ version }) => releaseVersion(platform, rita, version.id, 'first'));
}, 60_000);
afterAll(async () => {
  await platform?.close();
  await postfix?.stop();
});

const freePort = (): Promise<number> =>
  new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address() as { port: number };
      server.close(() => resolve(port));
    });
  });

async function person(name: string, roles: readonly Role[]): Promise<Actor> {
  const { user } = await createUser(platform, rita, { name, email: `${name.toLowerCase()}@example.com`, roles });
  return { kind: 'user', id: user.id, name };
}

const mailsTo = async (name: string) => {
  const all = (await postfix.mails()).filter((mail) => new RegExp(`^To:.*${name.toLowerCase()}@example.com`, 'm').test(mail));
  return await Promise.all(all.map((mail) => PostalMime.parse(Buffer.from(mail, 'latin1'))));
};

const invoice = { kind: 'template', id: 'shop-invoice' } as const;

/** Submits a changed invoice that is to be decided until a day. */
async function submit(author: Actor, due: string): Promise<void> {
  const draft = await startDraft(platform, author, invoice);
  await holdLock(platform, author, { ...invoice, editor: 'a' });
  const document = { ...draft.document, subject: 'Your invoice' };
  await saveDraft(platform, author, { ...invoice, document, editor: 'a', ifMatch: `"${draft.revision}"` });
  await submitDraft(platform, author, { ...invoice, comment: 'Shorter', due });
}

test.runIf(postfixAvailable)(
  'whoever may decide a review that is due gets one mail for each due date; who is away, wrote it or wants none gets none',
  async () => {
    const [anna, cora, dora, ute] = [
      await person('Anna', ['author', 'compliance']),
      await person('Cora', ['compliance']),
      await person('Dora', ['compliance']),
      await person('Ute', ['compliance']),
    ];
    const day = (days: number) => new Date(platform.clock().getTime() + days * 86_400_000).toISOString().slice(0, 10);
    await addAbsence(platform, dora, { deputy: cora.id, from: day(0), until: day(3) });
    await chooseReminders(platform, ute, { byMail: false, language: 'en' });
    await chooseReminders(platform, cora, { byMail: true, language: 'de' });
    await submit(anna, day(2));
    await sendReminders(platform);
    expect(await postfix.mails()).toEqual([]);

    platform.clock.advance(86_400_000);
    await sendReminders(platform);
    await expect.poll(async () => (await mailsTo('Cora')).length, { timeout: 30_000 }).toBe(1);
    const [mail] = await mailsTo('Cora');
    expect(mail!.subject).toBe('Eine Prüfung ist fällig');
    const text = mail!.text!.replace(/\s+/g, ' ');
    expect(text).toMatch(/Shop-Rechnung, Version 2 \(Compliance\): fällig am [\d.]{10}, eingereicht von Anna\./);
    expect(mail!.html).toContain('https://post.example/reviews');
    expect(mail!.headers.map(({ key }) => key)).toContain('auto-submitted');

    // Neither later that day nor the next day: the date is the same.
    await sendReminders(platform);
    platform.clock.advance(86_400_000);
    await sendReminders(platform);
    expect(await mailsTo('Cora')).toHaveLength(1);
    for (const other of ['Anna', 'Dora', 'Ute']) expect(await mailsTo(other)).toEqual([]);

    // Back from her holiday, she is told what is overdue.
    platform.clock.advance(2 * 86_400_000);
    await sendReminders(platform);
    await expect.poll(async () => (await mailsTo('Dora')).length, { timeout: 30_000 }).toBe(1);
    expect((await mailsTo('Dora'))[0]!.subject).toBe('A review is due');
    expect(await mailsTo('Cora')).toHaveLength(1);
  },
);

test.runIf(postfixAvailable)('the switch is everybody’s own', async () => {
  const { call } = await testApi(platform, [content], ['author']);
  expect(await call(api.reviews.reminders)).toEqual({ byMail: true });
  await call(api.reviews.setReminders, { body: { byMail: false, language: 'de' } });
  expect(await call(api.reviews.reminders)).toEqual({ byMail: false });
});
