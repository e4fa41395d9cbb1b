import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { CampaignPlan } from '@posthorn/contract';
import { sql } from 'kysely';
import { expect, onTestFinished, test, vi } from 'vitest';
import { withOffer } from '../../test/offer-folder.ts';
import { type Running, start } from '../../test/processes.ts';
import { importShop, olga, releaseShopTemplate, rita } from '../../test/shop.ts';
import { importConsents } from '../customers/index.ts';
import { configure, startPosthorn } from '../posthorn.ts';
import { approveCampaign, createCampaign, startCampaign } from './control-campaign.ts';
import { drawGroup } from './draw.ts';

const plan: CampaignPlan = {
  ...{ name: 'Tulips', rule: "customer.country == 'GB' && customer.number < '14000' && 'email' in customer.channels", data: {}, seeds: [] },
  variants: [
    { id: 'plain', templateId: 'tulips-a', share: 0.6 },
    { id: 'price', templateId: 'tulips-b', share: 0.4 },
  ],
  ...{ holdout: 0.2, schedule: {}, goal: 'clicked', conversion: { event: 'purchase', days: 14 } },
};

test('a campaign whose worker and server are killed while it is drawn, begun, composed and sent: nobody twice, nobody forgotten, the holdout untouched', async () => {
  const dataDir = await mkdtemp(join(tmpdir(), 'posthorn-kill-campaign-'));
  onTestFinished(() => rm(dataDir, { recursive: true, force: true }));
  const { config, log } = configure({ dataDir, demonstration: true, port: 0, logLevel: 'error' });
  const own = await startPosthorn({ config, log, work: false });
  onTestFinished(() => own.close());
  const { platform } = own;
  await importShop(platform, []);
  await withOffer('tulips-a', 'the first tulips are here.', (folder) => releaseShopTemplate(platform, folder));
  await withOffer('tulips-b', 'ten tulips for the price of eight.', (folder) => releaseShopTemplate(platform, folder));
  const { rows: britons } = await sql<{
    number: string;
  }>`select number from customers.customers where country = 'GB' and number < '14000'`.execute(platform.db);
  const file = Buffer.from(`number,at\n${britons.map(({ number }) => `${number},2026-01-05`).join('\n')}\n`);
  const defaults = { purpose: 'advertising', channel: 'email', way: 'paper', proof: 'Form 7' } as const;
  await importConsents(
    platform,
    olga,
    { file: 'consents.csv', source: 'Test', defaults },
    (async function* () {
      yield file;
    })(),
  );

  const { id } = await createCampaign(platform, olga, plan);
  await approveCampaign(platform, rita, id, 1);
  await startCampaign(platform, rita, id);

  const env = { POSTHORN_DATA: dataDir, POSTHORN_DEMONSTRATION: 'true', POSTHORN_LOG_LEVEL: 'error' };
  const both = (): Running[] => [start(['all', '--port', '0', '--json'], env), start(['work', '--json'], env)];
  const count = async (query: string) =>
    (await sql.raw<{ n: number }>(`select count(*)::int as n ${query}`).execute(platform.db)).rows[0]!.n;
  const ofCampaign = `from production.communications c join campaigns.groups g on g.run_id = c.run_id`;
  const caught = `from delivery.caught_messages where kind = 'mail'`;
  const moments = [
    `from campaigns.campaigns where drawn_to is not null`,
    `from campaigns.groups where begun_at is not null`,
    `from campaigns.groups where run_id is not null`,
    ofCampaign,
    `from (select 1 ${caught} offset 20) mails`,
    `from (select 1 ${caught} offset 200) mails`,
  ];
  for (const moment of moments) {
    const processes = both();
    await vi.waitFor(async () => expect(await count(moment).catch(() => 0)).toBeGreaterThan(0), { timeout: 240_000, interval: 5 });
    await Promise.all(processes.map((one) => one.kill()));
  }
  const last = both();
  const members = `from campaigns.members`;
  const written = () => count(`${members} where variant <> 'holdout'`);
  await vi.waitFor(
    async () => {
      expect(await count(`from campaigns.campaigns where state = 'done'`)).toBe(1);
      expect(await count(ofCampaign)).toBe(await written());
      expect(await count(`from delivery.deliveries where state not in ('sent', 'unknown')`)).toBe(0);
      expect(await count('from delivery.deliveries')).toBe(await written());
    },
    { timeout: 400_000, interval: 500 },
  );
  await Promise.all(last.map((one) => one.stop()));

  const { rows: dealt } = await sql<{ number: string; variant: string; mails: number }>`select c.number, m.variant,
      (select count(*)::int from production.communications x join campaigns.groups g on g.run_id = x.run_id
        where x.customer_id = m.customer_id and g.variant = m.variant) as mails
    from campaigns.members m join customers.customers c on c.id = m.customer_id`.execute(platform.db);
  expect(dealt.length).toBeGreaterThan(500);
  // Everybody is where an undisturbed drawing puts them, and has one message of their variant; who is left out has none of any.
  for (const { number, variant, mails } of dealt) {
    expect(variant).toBe(drawGroup(id, number, plan));
    expect(mails, number).toBe(variant === 'holdout' ? 0 : 1);
  }
  expect(await count(`${ofCampaign} join campaigns.members m on m.customer_id = c.customer_id and m.variant <> g.variant`)).toBe(0);
  expect(await count(`from (select 1 ${caught} group by message_id having count(*) > 1) twice`)).toBe(0);
  const lost = await count(`from delivery.deliveries d where d.state = 'sent' and not exists
    (select 1 from delivery.caught_messages m where trim(both '<>' from m.message_id) = d.message_id)`);
  expect(lost).toBe(0);
  expect(await count('from campaigns.groups where begun_at is null')).toBe(0);
});
