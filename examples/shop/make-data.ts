/**
 * Makes `data/` of this example out of the Online Retail data set:
 *
 *     node examples/shop/make-data.ts PATH/TO/retail-data/by-day
 *
 * The invoices are exact copies of the last five trading days. The data set knows customers only by number and country, so
 * everything else about them is INVENTED here, with a seed per customer number: the same numbers always give the same file.
 */
import { copyFile, mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type CountryCode, getExampleNumber } from 'libphonenumber-js/max';
import examples from 'libphonenumber-js/mobile/examples';
import { type Country, countries, standIns } from './countries.ts';

const days = ['2011-12-05', '2011-12-06', '2011-12-07', '2011-12-08', '2011-12-09'];
const columns =
  'number,company,first_name,last_name,street,house_number,postcode,city,region,country,email,mobile,language,channel,time_zone';

type Random = () => number;

/** Mulberry32: small, fast and the same everywhere. @returns numbers from 0 to below 1 */
function randomFrom(seed: number): Random {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

const pick = <T>(random: Random, list: readonly T[]): T => list[Math.floor(random() * list.length)]!;
const upTo = (random: Random, n: number): number => Math.floor(random() * n);

/** Fills `#` with digits and `@` with letters that every postcode system uses. */
const fill = (random: Random, pattern: string): string =>
  pattern.replace(/[#@]/g, (sign) => (sign === '#' ? String(upTo(random, 10)) : pick(random, [...'ABDEFGHJLNPQRSTUWXYZ'])));

/** Lower-case ASCII for an e-mail address. */
const plain = (name: string): string =>
  name
    .replaceAll('ß', 'ss')
    .replace(/[łŁ]/g, 'l')
    .replace(/[øØ]/g, 'o')
    .replace(/[ıİ]/g, 'i')
    .normalize('NFD')
    .replace(/[^A-Za-z]/g, '')
    .toLowerCase();

const csv = (value: string): string => (/[",\n]/.test(value) ? `"${value.replaceAll('"', '""')}"` : value);

function mobileOf(random: Random, country: Country): string {
  if (country.fictionalMobile) return fill(random, country.fictionalMobile);
  return getExampleNumber(country.code as CountryCode, examples)!.number;
}

/** One row of customers.csv. Shares: half e-mail, two fifths post, the rest portal; some lack what their channel needs. */
function customerRow(number: string, country: Country): string {
  const random = randomFrom(Number(number) * 7919);
  const first = pick(random, country.names.first);
  const last = pick(random, country.names.last);
  const company = random() < 0.35 ? pick(random, country.names.shops).replace('*', last) : '';
  const [city, postcode, region = ''] = pick(random, country.places);
  const share = random();
  const channel = share < 0.5 ? 'email' : share < 0.9 ? 'post' : 'portal';
  const domain = company
    ? `${plain(company.replace(/(Ltd|GmbH|KG|e\. K\.|SARL|SAS|S\.L\.|S\.r\.l\.|B\.V\.)$/, ''))}.example`
    : pick(random, ['mail.example', 'post.example', 'inbox.example']);
  const email = random() < 0.05 ? '' : `${plain(first)}.${plain(last)}.${number}@${domain}`;
  const street = random() < 0.02 ? '' : pick(random, country.streets);
  const mobile = random() < 0.15 ? '' : mobileOf(random, country);
  const fields = [number, company, first, last, street, street && String(1 + upTo(random, 180)), fill(random, postcode), city, region];
  return [...fields, country.code, email, mobile, country.language, channel, country.timeZone].map(csv).join(',');
}

/** Customer number → country name; the latest invoice decides for the few that moved. */
async function readCustomers(folder: string): Promise<Map<string, string>> {
  const found = new Map<string, string>();
  for (const file of (await readdir(folder)).filter((name) => name.endsWith('.csv')).sort()) {
    for (const line of (await readFile(join(folder, file), 'utf8')).split('\n')) {
      // The last two columns never hold a quote or a comma.
      const match = /,(\d+)\.0,([^,]+)$/.exec(line);
      if (match) found.set(match[1]!, match[2]!);
    }
  }
  return found;
}

const source = process.argv[2];
if (!source) throw new Error('Usage: node examples/shop/make-data.ts PATH/TO/retail-data/by-day');
const target = join(import.meta.dirname, 'data');
await mkdir(join(target, 'invoices'), { recursive: true });
for (const day of days) await copyFile(join(source, `${day}.csv`), join(target, 'invoices', `${day}.csv`));
const customers = [...(await readCustomers(source))].sort(([a], [b]) => Number(a) - Number(b));
const rows = customers.map(([number, name]) => {
  const country = countries[standIns[name] ?? name];
  if (!country) throw new Error(`Unknown country ${name}`);
  return customerRow(number, country);
});
await writeFile(join(target, 'customers.csv'), `${[columns, ...rows].join('\n')}\n`);
process.stderr.write(`${rows.length} customers, ${days.length} days of invoices\n`);
