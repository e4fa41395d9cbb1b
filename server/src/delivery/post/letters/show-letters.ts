import type { Delivery as ShownDelivery } from '@posthorn/contract';
import type { Static } from 'typebox';
import type { Db } from '../../../platform/platform.ts';
import { settingsOf } from '../../accounts/adapters.ts';
import { accountsOf } from '../../accounts/store.ts';
import type { Trx } from '../../store.ts';
import type { Delivery } from '../../types.ts';
import { lettersOf } from './store.ts';

type Shown = Pick<Static<typeof ShownDelivery>, 'letter'>;

/** What is known of letters beside their deliveries, as the API shows it; asks nothing where there are none. */
export async function showLetters(
  db: Db | Trx,
  deliveries: readonly Pick<Delivery, 'id' | 'channel' | 'account'>[],
): Promise<(id: string) => Shown> {
  const posted = deliveries.filter((one) => one.channel === 'post');
  const letters = await lettersOf(
    db,
    posted.map((one) => one.id),
  );
  if (letters.size === 0) return () => ({});
  const pages = new Map((await accountsOf(db)).map((one) => [one.id, String(settingsOf(one).trackingUrl ?? '')]));
  const accounts = new Map(posted.map(({ id, account }) => [id, account]));
  return (id) => {
    const letter = letters.get(id);
    if (letter === undefined) return {};
    const { product, trackingNumber } = letter;
    if (trackingNumber === null) return { letter: { product } };
    const trackingUrl = trackingPage(pages.get(accounts.get(id) ?? '') ?? '', trackingNumber);
    return { letter: { product, trackingNumber, ...(trackingUrl === undefined ? {} : { trackingUrl }) } };
  };
}

/** The page with the number filled in; undefined where there is none that a browser may be sent to. */
function trackingPage(pattern: string, number: string): string | undefined {
  const page = pattern.replace('{number}', encodeURIComponent(number));
  return URL.canParse(page) && new URL(page).protocol === 'https:' ? page : undefined;
}
