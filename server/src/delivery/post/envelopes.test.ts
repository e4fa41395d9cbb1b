import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { composedRun } from '../../../test/composed-chunk.ts';
import { testMonth } from '../../../test/deliveries.ts';
import { sampleLetters } from '../../../test/letters.ts';
import { type TestPlatform, testPlatform } from '../../../test/platform.ts';
import { decideProposal, proposePolicy } from '../../governance/change-policy.ts';
import { defaultPolicy } from '../../governance/default-policy.ts';
import { endHolds } from '../../governance/end-holds.ts';
import { governanceRoom } from '../../governance/index.ts';
import type { Actor } from '../../platform/platform.ts';
import type { CommunicationRow } from '../../production/index.ts';
import { cancelDeliveries, noteCancelledRun } from '../cancel-deliveries.ts';
import { createDeliveries, deliverHeld } from '../create-deliveries.ts';
import { deliveryRoom } from '../index.ts';
import { showDeliveries } from '../show-deliveries.ts';
import { deliveriesOf, receiptsOf } from '../store.ts';
import { buildPrintStreams, indexKey } from './build-print-stream.ts';
import { streamsOfRun } from './store.ts';

const person = (id: string): Actor => ({ kind: 'user', id, name: id });
const { signal } = new AbortController();

let platform: TestPlatform;
let letter: Uint8Array;
beforeAll(async () => {
  [letter] = (await sampleLetters(1)) as [Uint8Array];
  platform = await testPlatform({ rooms: [governanceRoom, deliveryRoom], config: { printDuplex: true } });
  const digests = [{ id: 'envelope', name: 'Envelope', channel: 'post' as const, at: '17:00', atMost: 5 }];
  const { version } = await proposePolicy(platform, person('anna'), { policy: { ...defaultPolicy, digests }, note: 'for a test' });
  await decideProposal(platform, person('bert'), version, true);
}, 60_000);
afterAll(() => platform.close());

let three: readonly CommunicationRow[];
const runIds = () => three.map((one) => one.runId);

/** Three runs that wrote to one customer; their hour has come. */
beforeEach(async () => {
  const made: CommunicationRow[] = [];
  for (let run = 0; run < 3; run++) {
    const customer = made[0] === undefined ? {} : { customerId: made[0].customerId };
    const { runId, communications } = await composedRun(platform, [{ channel: 'post', files: { pdf: letter }, ...customer }]);
    made.push(...communications);
    await platform.db.transaction().execute((trx) => createDeliveries(platform, trx, { runId, chunk: 1, month: testMonth }));
  }
  three = made;
  platform.clock.advance(24 * 3_600_000);
  await endHolds(platform, signal);
  const communicationIds = three.map((one) => one.id);
  // Told twice, as after a crash.
  for (let twice = 0; twice < 2; twice++)
    await platform.db.transaction().execute((trx) => deliverHeld(platform, trx, { communicationIds }));
});
const build = async () => {
  for (const runId of [...runIds().toReversed(), ...runIds()]) await buildPrintStreams(platform, { runId, month: testMonth }, signal);
};
const statesOf = async () => (await Promise.all(three.map(({ id }) => deliveriesOf(platform.db, [id])))).map(([one]) => one!.state);
async function pieces() {
  const streams = (await Promise.all(runIds().map((runId) => streamsOfRun(platform.db, runId)))).flat();
  const indexes = await Promise.all(streams.map(async ({ id }) => Buffer.from(await platform.objects.get(indexKey(id))).toString()));
  return indexes.flatMap((index) => index.split('\n').filter(Boolean)).map((line) => JSON.parse(line) as Record<string, unknown>);
}

test('letters of several runs to one address lie in one envelope, whichever run is told first, each with its own story', async () => {
  await build();
  expect(await statesOf()).toEqual(['printed', 'printed', 'printed']);
  const all = await pieces();
  expect(all).toHaveLength(1);
  const [piece] = all;
  const letters = piece!.letters as { communicationId: string; firstPage: number; pages: number }[];
  expect(piece!.communicationId).toBe(three[0]!.id);
  expect(letters.map((one) => one.communicationId)).toEqual(three.map((one) => one.id));
  // One behind the other, each from a front side on.
  expect(letters.map((one) => one.firstPage)).toEqual([1, 1 + letters[0]!.pages, 1 + 2 * letters[0]!.pages]);
  expect(piece).toMatchObject({ firstPage: 1, pages: 3 * letters[0]!.pages, sheets: (3 * letters[0]!.pages) / 2 });
  const shown = await showDeliveries(
    platform.db,
    three.map((one) => one.id),
  );
  for (const { id } of three) {
    const others = three.filter((one) => one.id !== id).map((one) => ({ communicationId: one.id, reference: one.reference }));
    expect(shown.get(id)!.map(({ together }) => together)).toEqual([others]);
  }
  const [last] = await deliveriesOf(platform.db, [three[2]!.id]);
  expect((await receiptsOf(platform.db, [last!.id])).map(({ kind, detail }) => `${kind} ${detail}`)).toEqual([
    'printed mail piece 1 of print stream 1',
  ]);
});

test('a letter whose run is cancelled is left out; where it was the first, the next one bears the address', async () => {
  await platform.db.transaction().execute((trx) => noteCancelledRun(platform, trx, { runId: runIds()[1]! }));
  await build();
  await cancelDeliveries(platform);
  expect(await statesOf()).toEqual(['printed', 'cancelled', 'printed']);
  expect(((await pieces())[0]!.letters as { communicationId: string }[]).map((one) => one.communicationId)).toEqual([
    three[0]!.id,
    three[2]!.id,
  ]);
});

test('where the first letter may not go, the others share its envelope all the same', async () => {
  await platform.db.transaction().execute((trx) => noteCancelledRun(platform, trx, { runId: runIds()[0]! }));
  await cancelDeliveries(platform);
  await build();
  expect(await statesOf()).toEqual(['cancelled', 'printed', 'printed']);
  const all = await pieces();
  expect(all.map((one) => one.communicationId)).toEqual([three[1]!.id]);
  expect(all[0]!.letters).toHaveLength(2);
});
