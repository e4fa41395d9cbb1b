import { createReadStream, createWriteStream, existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { openCsv } from '../../server/src/intake/index.ts';
import { pence } from './documents.ts';

const EURO = /^(Germany|France|EIRE|Spain|Belgium|Portugal|Italy|Finland|Austria|Netherlands|Cyprus|Greece|Malta|European Community)$/;

interface Invoice {
  readonly number: string;
  readonly kind: 'credit' | 'invoice';
  readonly date: string;
  readonly currency: 'EUR' | 'GBP';
  readonly lines: {
    readonly code: string;
    readonly description: string;
    readonly quantity: number;
    readonly unitPrice: string;
    readonly amount: string;
  }[];
}

/**
 * The invoices of the data set "Online Retail" that name a customer, as records of the example shop: one JSON line each, written
 * to `target`. The customers are those that the example invents for the data set's numbers.
 * @returns how many; 0 where the data set is not there
 */
export async function writeRealInvoices(source: string, target: string): Promise<number> {
  if (!existsSync(source)) return 0;
  const customers = await readCustomers();
  const out = createWriteStream(target);
  let count = 0;
  for (const file of (await readdir(source)).filter((name) => name.endsWith('.csv')).sort()) {
    for (const [customer, invoice] of await readDay(join(source, file))) {
      const cents = invoice.lines.reduce((sum, line) => sum + Math.round(Number(line.amount) * 100), 0);
      const record = { customer: customers.get(customer), invoice: { ...invoice, total: pence(cents) } };
      if (record.customer === undefined) continue;
      if (!out.write(`${JSON.stringify(record)}\n`)) await new Promise<void>((drained) => out.once('drain', () => drained()));
      count++;
    }
  }
  await new Promise<void>((closed) => out.end(() => closed()));
  return count;
}

/** A day's invoices with the numbers of their customers; an invoice lies within a day. */
async function readDay(path: string): Promise<[string, Invoice][]> {
  const invoices = new Map<string, [string, Invoice]>();
  const { rows } = await openCsv(createReadStream(path), path);
  for await (const batch of rows) {
    for (const { fields } of batch) {
      const [number, code, description, quantity, time, price, customer, country] = fields as readonly string[] as [
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string,
      ];
      if (customer === '') continue;
      const cents = Math.round(Number(price) * 100);
      const line = {
        code,
        description: description.trim().replace(/\s+/g, ' '),
        quantity: Number(quantity),
        unitPrice: pence(cents),
        amount: pence(cents * Number(quantity)),
      };
      const known = invoices.get(number);
      if (known) known[1].lines.push(line);
      else {
        const kind = number.startsWith('C') ? 'credit' : 'invoice';
        invoices.set(number, [
          customer.replace(/\.0$/, ''),
          { number, kind, date: time.slice(0, 10), currency: EURO.test(country) ? 'EUR' : 'GBP', lines: [line] },
        ]);
      }
    }
  }
  return [...invoices.values()];
}

async function readCustomers() {
  const [, ...lines] = (await readFile('examples/shop/data/customers.csv', 'utf8')).trim().split('\n');
  return new Map(
    lines.map((line) => {
      const [number, company, first, last, street, house, postcode, city, , country, email, phone, language] = line.split(',') as string[];
      const name = `${first} ${last}`;
      const address = [company, name, `${street} ${house}`.trim(), `${postcode} ${city}`].filter((part) => part !== '');
      return [number!, { number, name, language, country, address, email, phone }] as const;
    }),
  );
}
