import type { QrBill } from '../template/model.ts';
import { billWords } from './bill-words.ts';
import type { Context } from './context.ts';
import { type Emit, NOTHING, paragraphStyle } from './nodes.ts';
import { billDetails, type ResolvedQrBill } from './resolved-qr-bill.ts';

/** Compiles a Swiss QR-bill: what is printed is read from the code, so that both always say the same. */
export function compileQrBill(ctx: Context, node: QrBill): Emit {
  const { source, shared, position } = ctx;
  const payload = ctx.at('payload').expression(node.payload, 'text');
  const style = paragraphStyle(ctx, node.style, 'body');
  if (position.place === undefined) {
    ctx.error('qr-bill.inside', 'A QR-bill stands in the body of a template or section, not inside of another node.', {
      hint: 'Put it into the body; "if", "repeat" and blocks may be around it.',
    });
    return NOTHING;
  }
  if (payload === undefined) return NOTHING;
  const words = billWords(shared.language);
  return (state, out) => {
    const value = payload.evaluate(state);
    if (value === undefined) return;
    const read = readPayload(String(value));
    if (read === undefined) {
      const message = 'This is not the payload of a Swiss QR-bill.';
      const hint = 'Make it by swissqr({...}).';
      state.diagnostics.push({ severity: 'error', code: 'qr-bill.payload', message, place: ctx.at('payload').place(), hint });
      return;
    }
    const bill: ResolvedQrBill = {
      type: 'qrBill',
      source,
      payload: String(value),
      perforated: node.perforated === true,
      style,
      words,
      ...read,
    };
    out.push(shared.channel === 'letter' ? bill : billDetails(bill));
  };
}

type Printed = Omit<ResolvedQrBill, 'type' | 'source' | 'payload' | 'perforated' | 'style' | 'words'>;

/** What stands in the lines of a payload (Implementation Guidelines 2.3, 4.2.2), as it is printed (3.4 to 3.6). */
function readPayload(payload: string): Printed | undefined {
  const lines = payload.split('\n');
  const at = (line: number): string => lines[line] ?? '';
  if (at(0) !== 'SPC' || at(3) === '' || at(30) !== 'EPD') return undefined;
  const creditor = addressOf(lines.slice(5, 11), 'CH');
  const debtor = addressOf(lines.slice(21, 27), 'CH');
  const [amount, reference] = [at(18), at(28)];
  return {
    account: inGroups(at(3), 4),
    creditor,
    ...(debtor.length === 0 ? undefined : { debtor }),
    currency: at(19),
    ...(amount === '' ? undefined : { amount: amount.replace(/\B(?=(\d{3})+\.)/g, ' ') }),
    ...(reference === '' ? undefined : { reference: at(27) === 'QRR' ? groupedReference(reference) : inGroups(reference, 4) }),
    information: [at(29), at(31)].filter((line) => line !== ''),
    further: lines.slice(32, 34).filter((line) => line !== ''),
  };
}

/** Name, street, town; the country where it is another. */
function addressOf(
  [name = '', street = '', number = '', postcode = '', town = '', country = '']: readonly string[],
  home: string,
): string[] {
  const foreign = country === '' || country === home ? '' : `${country}-`;
  return [name, `${street} ${number}`.trim(), `${foreign}${postcode} ${town}`.trim()].filter((line) => line !== '');
}

const inGroups = (text: string, length: number): string => text.replace(new RegExp(`(.{${length}})(?=.)`, 'g'), '$1 ');

/** Groups of five digits, counted from the right. */
const groupedReference = (digits: string): string => digits.replace(/\B(?=(\d{5})+$)/g, ' ');
