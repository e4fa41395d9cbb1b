import { expect, onTestFinished, test, vi } from 'vitest';
import { Kannel, kannelAvailable } from '../../../../test/kannel.ts';
import { MessageCentre } from '../../../../test/message-centre.ts';
import { SmppCarrier } from './carrier.ts';

if (!kannelAvailable)
  console.warn('Kannel is not installed: that another SMPP client is treated as ours is not tested (scripts/setup-test-tools.sh)');

test.skipIf(!kannelAvailable)('Kannel beside us writes to the message centre what we write', { timeout: 120_000 }, async () => {
  const centre = await MessageCentre.start();
  onTestFinished(() => centre.stop());
  const kannel = await Kannel.start(centre.port, [18_731, 18_732, 18_733]);
  onTestFinished(() => kannel.stop());
  const carrier = new SmppCarrier(
    {
      ...{
        host: '127.0.0.1',
        port: centre.port,
        tls: false,
        systemId: 'posthorn',
        password: 'secret',
        systemType: '',
        bind: 'transmitter',
      },
      ...{ window: 10, connectTimeoutMs: 5_000, responseTimeoutMs: 10_000, enquireAfterMs: 30_000, from: '12345', longMessages: 'udh' },
    },
    { receipts: async () => {}, replies: async () => {} },
  );
  onTestFinished(() => carrier.close());
  const texts = ['Grüße für 5 € {a}', 'Привет', `${'Ein langer Satz mit ß. '.repeat(12)}Ende`];
  await vi.waitFor(async () => expect(await kannel.send('4915100000', texts[0]!)).toContain('Accepted'), {
    timeout: 60_000,
    interval: 500,
  });
  expect(await kannel.send('4915100000', texts[1]!, true)).toContain('Accepted');
  expect(await kannel.send('4915100000', texts[2]!)).toContain('Accepted');
  await vi.waitFor(() => expect(centre.taken.length).toBeGreaterThanOrEqual(4), { timeout: 40_000 });
  const theirs = centre.taken.splice(0);
  for (const text of texts) await carrier.send({ id: 'd', to: '+4915100000', text }, () => true);
  const form = ({ text, dataCoding, esmClass, to, from }: (typeof theirs)[number]) => ({
    text,
    dataCoding,
    to,
    from,
    header: (esmClass & 0x40) !== 0,
  });
  expect(centre.taken.map(form)).toEqual(theirs.map(form));
});
