import { judge } from '../../bounces/classify.ts';
import type { ProviderReceipt } from '../../receipts/types.ts';

/**
 * What the words of the other server, as a provider passes them on, make of a mail that came back: judged as a returned mail is. Where a provider
 * says that the address is dead, it is; that it is not, is left to the words.
 */
export function bounceOf(said: string, isDead: boolean): Pick<ProviderReceipt, 'kind' | 'reason' | 'detail'> {
  const { reason, hard, status } = judge({
    recipient: undefined,
    status: undefined,
    action: 'failed',
    byRule: false,
    diagnostic: said,
    text: said,
  });
  const detail = `${reason}${status === undefined ? '' : ` ${status}`}: ${said}`.slice(0, 500);
  return isDead || hard
    ? { kind: 'bounced-hard', reason: hard ? reason : 'userunknown', detail }
    : { kind: 'bounced-soft', reason, detail };
}

/** A moment of a provider, in seconds since 1970 or as text. */
export function momentOf(value: unknown): { readonly at?: Date } {
  const at = typeof value === 'number' ? new Date(value * 1000) : typeof value === 'string' ? new Date(value) : undefined;
  return at === undefined || Number.isNaN(at.getTime()) ? {} : { at };
}
