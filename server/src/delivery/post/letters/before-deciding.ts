import type { Platform } from '../../../platform/platform.ts';
import type { CommunicationRow, RunRow } from '../../../production/index.ts';
import { adapterOf, settingsOf } from '../../accounts/adapters.ts';
import { chooseAccount, costOf } from '../../accounts/rules.ts';
import { accountStates, accountsOf } from '../../accounts/store.ts';
import type { PlannedDelivery } from '../../plan-deliveries.ts';
import type { Trx } from '../../store.ts';
import { namedCountry } from './country.ts';
import { pricedAs, sheetsOf } from './letter.ts';
import { productsNow } from './products.ts';

/** What the contact policy may go by before a letter goes out. */
export interface LetterFacts {
  /** Letters for which this is equal may lie in one envelope. */
  readonly together: string;
  readonly sheets: number;
  /** Hundredths of a cent; absent where no account says prices. */
  readonly price?: number;
}

/** Hundredths of a cent. */
const oneEuro = 10_000;

/**
 * What is known of letters of a run before it is decided about them: how thick they are, what they cost by country, sheets and product where they go by a
 * provider, and with which others they may share an envelope: of one brand, to one address, posted alike.
 */
export async function lettersBeforeDeciding(
  platform: Platform,
  trx: Trx,
  run: RunRow,
  letters: readonly {
    readonly delivery: PlannedDelivery['delivery'];
    readonly communication: CommunicationRow;
    readonly brand: string | undefined;
  }[],
): Promise<ReadonlyMap<string, LetterFacts>> {
  if (letters.length === 0) return new Map();
  const product = (await productsNow(trx))(run);
  const accounts = await accountsOf(trx);
  const states = accounts.length === 0 ? [] : await accountStates(trx);
  const { printDuplex, homeCountry = 'DE' } = platform.config;
  const facts = letters.map(({ delivery: { address }, communication: { id, pages }, brand }) => {
    const account = chooseAccount(accounts, 'post', brand, states);
    const settings = account && settingsOf(account);
    const sheets = sheetsOf(pages, settings === undefined ? printDuplex : settings.duplex === true);
    const country = namedCountry(address.split('\n')) ?? homeCountry;
    const added = (settings && adapterOf(account!.kind)?.addedSheets?.(settings)) ?? 0;
    const price = account?.currency === 'EUR' ? costOf(account.prices, pricedAs({ country, product }), sheets + added) : 0;
    const together = `${brand} ${product} ${address.toLowerCase()}`;
    return [id, { together, sheets, ...(price > 0 ? { price: Math.round(price * oneEuro) } : {}) }] as const;
  });
  return new Map(facts);
}
