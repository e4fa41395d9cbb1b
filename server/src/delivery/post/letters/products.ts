import type { PostProduct } from '@posthorn/contract';
import type { Db } from '../../../platform/platform.ts';
import type { Trx } from '../../store.ts';
import { productRules } from './store.ts';

/*
 * As what letters are posted: a plain letter, or registered in one of three ways. It is a wish of the template, else of its purpose; where neither has one
 * it is a plain letter. What was wished when the delivery was made is kept with it.
 */

/** What a product is wished for. */
export type WishFor = { readonly templateId: string; readonly purpose: string };

export async function productsNow(db: Db | Trx): Promise<(of: WishFor) => PostProduct> {
  const rules = await productRules(db);
  if (rules.length === 0) return () => 'letter';
  const wished = new Map(rules.map(({ scope, name, product }) => [`${scope} ${name}`, product]));
  return ({ templateId, purpose }) => wished.get(`template ${templateId}`) ?? wished.get(`purpose ${purpose}`) ?? 'letter';
}
