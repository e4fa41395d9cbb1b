import { api } from '@posthorn/contract';
import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { testApi } from '../../../test/api.ts';
import { testPlatform } from '../../../test/platform.ts';
import { newId } from '../../platform/db/index.ts';
import { customersRoom } from '../index.ts';
import { tellExpired } from './tell-expired.ts';

test('a consent that ends by itself is told once, and again when it was renewed; a call is proven for five years from its last use', async () => {
  const platform = await testPlatform({ rooms: [customersRoom] });
  const { call } = await testApi(platform, [customersRoom]);
  const id = newId();
  await sql`insert into customers.customers (id, number, name, language, country, address, attributes, preferences, search, hash, created_at, updated_at)
    values (${id}, '1', 'Erika', 'de', 'DE', '{"lines": [], "country": "DE"}', '{}', '{}', '', '', now(), now())`.execute(platform.db);
  const note = (act: 'granted' | 'used', at: string, until?: string) =>
    call(api.consents.note, {
      params: { id },
      body: { purpose: 'advertising', channel: 'phone', act, way: 'paper', at, evidence: {}, ...(until === undefined ? {} : { until }) },
    });
  const told = async () => {
    await tellExpired(platform);
    const { rows } = await sql<{ type: string }>`select type from platform.outbox where type = 'customers.permission-ended'`.execute(
      platform.db,
    );
    return rows.length;
  };
  await note('granted', '2024-02-29T10:00:00Z', '2026-11-22T00:00:00Z');
  expect((await note('used', '2025-06-01T10:00:00Z')).permissions).toMatchObject([
    { state: 'granted', proofUntil: '2030-06-01T10:00:00.000Z' },
  ]);
  expect(await told()).toBe(0);
  platform.clock.set('2026-11-22T08:00:00Z');
  expect(await told()).toBe(1);
  expect(await told()).toBe(1);
  await note('granted', '2026-11-22T08:00:00Z', '2026-11-23T00:00:00Z');
  expect(await told()).toBe(1);
  platform.clock.set('2026-11-24T08:00:00Z');
  expect(await told()).toBe(2);
  const timeline = await call(api.customers.timeline, { params: { id }, query: {} });
  expect(timeline.rows.filter((row) => row.type === 'consent.expired')).toHaveLength(2);
});
