import type { BillWords } from './bill-words.ts';
import type { ResolvedDefinitions } from './resolved-list.ts';

/** A Swiss QR-bill as people read it. Stands at the top of a body or section. For the letter only. */
export interface ResolvedQrBill {
  readonly type: 'qrBill';
  readonly source: string;
  /** What the code holds. */
  readonly payload: string;
  readonly perforated: boolean;
  readonly style: string;
  readonly words: BillWords;
  readonly account: string;
  readonly creditor: readonly string[];
  /** Absent where whoever pays writes it in. */
  readonly debtor?: readonly string[];
  readonly currency: string;
  readonly amount?: string;
  readonly reference?: string;
  readonly information: readonly string[];
  readonly further: readonly string[];
}

/** The bill as terms with what they mean, where there is no paper to tear off. */
export function billDetails(bill: ResolvedQrBill): ResolvedDefinitions {
  const { words, account, creditor, debtor = [], currency, amount, reference, information, source } = bill;
  const sum = amount === undefined ? [] : [`${currency} ${amount}`];
  const rows: readonly (readonly [string, readonly string[]])[] = [
    [words.account, [account, ...creditor]],
    [words.reference, reference === undefined ? [] : [reference]],
    [words.amount, sum],
    [words.information, information],
    [words.debtor, debtor],
  ];
  const items = rows
    .filter(([, lines]) => lines.length > 0)
    .map(([term, lines]) => {
      return { term: [{ text: term }], body: [{ type: 'paragraph', source, style: 'body', runs: [{ text: lines.join('\n') }] } as const] };
    });
  return { type: 'definitions', source, style: undefined, items };
}
