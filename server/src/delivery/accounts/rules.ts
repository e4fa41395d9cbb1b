import type { Adapter, Field, Settings } from './adapter.ts';
import type { Account, AccountState } from './types.ts';

/** An account as far as choosing needs it. */
export type Choosable = Pick<Account, 'id' | 'channel' | 'brands' | 'rank' | 'keepOrder'>;

/**
 * The account that carries a message: of those for its channel and brand the first by rank whose circuit is closed, an own one of the brand
 * before one for all. When all are down the first one keeps it: it waits there. A pause does not count, because who pauses wants the messages
 * to wait.
 */
export function chooseAccount<A extends Choosable>(
  accounts: readonly A[],
  channel: string,
  brand: string | undefined,
  states: readonly Pick<AccountState, 'channel' | 'account' | 'circuit'>[],
): A | undefined {
  const serving = accounts
    .filter((one) => one.channel === channel && serves(one, brand))
    .sort((a, b) => Number(b.brands.length > 0) - Number(a.brands.length > 0) || a.rank - b.rank || (a.id < b.id ? -1 : 1));
  const down = new Set(states.filter((one) => one.circuit.state !== 'closed').map((one) => `${one.channel} ${one.account}`));
  return serving.find((one) => !down.has(`${one.channel} ${one.id}`)) ?? serving[0];
}

const serves = ({ brands }: Choosable, brand: string | undefined): boolean =>
  brands.length === 0 || (brand !== undefined && brands.includes(brand));

/** Whether everything that one account carries may go over another one. */
export const canReplace = (other: Choosable, account: Choosable): boolean =>
  other.id !== account.id &&
  other.channel === account.channel &&
  (other.brands.length === 0 || (account.brands.length > 0 && account.brands.every((brand) => other.brands.includes(brand))));

/** What is wrong with what was entered, by field; nothing when all is well. @param known secrets that are kept already */
export function settingsFaults(
  adapter: Pick<Adapter, 'fields' | 'fault'>,
  settings: Settings,
  known: readonly string[],
): { readonly field: string; readonly message: string }[] {
  const faults = adapter.fields.flatMap((field) => {
    const message = fieldFault(field, settings[field.name], known.includes(field.name));
    return message === undefined ? [] : [{ field: field.name, message }];
  });
  const names = new Set(adapter.fields.map((field) => field.name));
  for (const name of Object.keys(settings)) if (!names.has(name)) faults.push({ field: name, message: 'there is no such setting' });
  const fault = faults.length === 0 ? adapter.fault?.(settings) : undefined;
  return fault === undefined ? faults : [{ field: '', message: fault }];
}

function fieldFault(field: Field, value: Settings[string] | undefined, kept: boolean): string | undefined {
  if (value === undefined || value === '') return field.required && !(field.secret && kept) ? 'this is needed' : undefined;
  switch (field.type) {
    case 'number':
      return typeof value === 'number' && Number.isFinite(value) && value >= 0 ? undefined : 'a number is expected';
    case 'yes-no':
      return typeof value === 'boolean' ? undefined : 'yes or no is expected';
    case 'choice':
      return field.choices!.includes(String(value)) ? undefined : `one of ${field.choices!.join(', ')} is expected`;
    case 'text':
      return typeof value === 'string' && value.length <= 10_000 ? undefined : 'a text is expected';
  }
}

/** What was entered, with the defaults of what was not. */
export function withDefaults(fields: readonly Field[], settings: Settings): Settings {
  const given = Object.entries(settings).filter(([, value]) => value !== '');
  const defaults = fields.flatMap((field) => (field.default === undefined ? [] : [[field.name, field.default] as const]));
  return { ...Object.fromEntries(defaults), ...Object.fromEntries(given) };
}

/**
 * What a message costs: the price of the longest beginning of the address that has one, for each segment. Letters are priced by country (`DE`,
 * `DE registered`), and where a further sheet has a price of its own (`DE registered+`, else `DE+`, else `*+`) only the first one has the other.
 */
export function costOf(prices: Readonly<Record<string, number>>, address: string, segments: number): number {
  const beginning = Object.keys(prices)
    .filter((prefix) => prefix !== '*' && !prefix.endsWith('+') && address.startsWith(prefix))
    .sort((a, b) => b.length - a.length)[0];
  const key = beginning ?? '*';
  const price = prices[key] ?? 0;
  const [country] = key.split(' ');
  return price + (segments - 1) * (prices[`${key}+`] ?? prices[`${country}+`] ?? prices['*+'] ?? price);
}

/** An error without what differs from message to message, so that equal ones are counted together. */
export const formOf = (error: string): string =>
  error
    .replace(/[^\s<>]+@[^\s<>]+/g, '…')
    .replace(/\b(?=[\w-]*\d)[\w-]{6,}\b/g, '…')
    .slice(0, 200);

/** Whether an account with these settings stays on this machine, as all must in a demonstration. Push messages look at where each of them goes. */
export function staysHere(channel: string, { host, url }: Settings): boolean {
  if (channel === 'push') return true;
  const name = typeof url === 'string' && URL.canParse(url) ? new URL(url).hostname : String(host ?? '');
  return ['localhost', '127.0.0.1', '::1', '[::1]'].includes(name);
}
