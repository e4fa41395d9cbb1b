import type { PostProduct } from '@posthorn/contract';

/** A letter as it is handed to a provider that prints and posts it. */
export interface Letter {
  /** The delivery's: the same for every attempt. */
  readonly id: string;
  /** As printed, with the country last where it goes abroad. */
  readonly address: readonly string[];
  /** Where it goes, ISO 3166. */
  readonly country: string;
  readonly pdf: Uint8Array;
  readonly pages: number;
  readonly product: PostProduct;
  /** Of the communication. */
  readonly reference: string;
  readonly customerNumber: string;
  /** It says that it is a test: a provider that knows tests prints nothing, and writes to this address. */
  readonly test?: { readonly email?: string };
}

/** Sheets of a letter on paper. */
export const sheetsOf = (pages: number, duplex: boolean): number => (duplex ? Math.ceil(pages / 2) : pages);

/** What its price goes by: the country, and what is special about it. */
export const pricedAs = ({ country, product }: Pick<Letter, 'country' | 'product'>): string =>
  product === 'letter' ? country : `${country} ${product}`;
