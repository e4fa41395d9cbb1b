import type { ChannelName } from '@posthorn/contract';
import type { DataRecord, Diagnostic, Template } from '@posthorn/engine';
import type { CustomerForComposition, CustomerLinks } from '../customers/index.ts';
import type { StoredRecord } from '../intake/index.ts';
import type { BatchTask } from './compose/messages.ts';
import type { FailedRecord, Route, RouteFunction, RouteQuestion } from './types.ts';

/** A record that is ready to be composed: its customer is known and a channel is chosen. */
export interface RoutedRecord {
  readonly record: StoredRecord;
  readonly customer: CustomerForComposition;
  readonly channel: ChannelName;
  readonly route: Route;
  readonly task: Omit<BatchTask, 'key' | 'code'>;
}

/** What routing may have to look at beside the customer. */
export type Permissions = Pick<RouteQuestion, 'mayAdvertise' | 'suppressed'>;

/**
 * Joins records with their customers and routes them. Records that cannot be written, or may not, are failures with the reason.
 * @param permissionsOf what stands for and against writing to a customer
 * @param links by which customers change what they want; absent where nobody could follow them
 */
export function prepareBatch(
  records: readonly StoredRecord[],
  customers: ReadonlyMap<string, CustomerForComposition>,
  template: Template,
  route: RouteFunction,
  permissionsOf?: (customerId: string) => Permissions,
  links?: CustomerLinks,
): { readonly ready: readonly RoutedRecord[]; readonly failures: readonly FailedRecord[] } {
  const offered = channelsOf(template);
  const ready: RoutedRecord[] = [];
  const failures: FailedRecord[] = [];
  const fail = (record: StoredRecord, diagnostic: Diagnostic) => failures.push(failedRecord(record, [diagnostic]));
  for (const record of records) {
    const customer = record.customerNumber === null ? undefined : customers.get(record.customerNumber);
    if (customer === undefined) {
      fail(record, noCustomer(record.customerNumber));
      continue;
    }
    const chosen = route({ purpose: template.purpose, offered, customer, ...permissionsOf?.(customer.id) });
    if (chosen.channel === 'none') {
      failures.push({ ...failedRecord(record, [noRoute(chosen)]), kind: chosen.code === 'not-permitted' ? 'withheld' : 'failed' });
      continue;
    }
    const data = { ...dataOf(record, customer), ...linksTo(customer, chosen.channel, template.brand, links) };
    const task = { data, channel: chosen.channel, notice: null };
    ready.push({ record, customer, channel: chosen.channel, route: chosen, task });
  }
  return { ready, failures };
}

/** Channels that a template can make a rendition for. */
export function channelsOf(template: Template): readonly ChannelName[] {
  const offered: ChannelName[] = ['post', 'portal'];
  if (template.email !== undefined) offered.push('email');
  if (template.sms !== undefined) offered.push('sms');
  if (template.push !== undefined) offered.push('push');
  return offered;
}

/** The record as the engine takes it: what intake made of the source's rows, and beside it the customer. */
export function dataOf(record: StoredRecord, customer: CustomerForComposition): DataRecord {
  const email = addressOn(customer, 'email');
  const phone = addressOn(customer, 'sms');
  return {
    ...record.data,
    customer: {
      number: customer.number,
      name: customer.name,
      language: customer.language,
      country: customer.country,
      address: customer.postalAddress,
      ...(email === undefined ? {} : { email }),
      ...(phone === undefined ? {} : { phone }),
      attributes: customer.attributes,
      formats: customer.wishes.formats ?? [],
      ...(customer.representative === undefined ? {} : { representative: customer.representative }),
    },
  };
}

/** What a template calls `links`. */
function linksTo(customer: CustomerForComposition, channel: ChannelName, brand: string, links: CustomerLinks | undefined): DataRecord {
  if (links === undefined) return { links: {} };
  const sentTo = channel === 'email' || channel === 'sms' ? addressOn(customer, channel) : undefined;
  return { links: { preferences: links.preferences(customer.id, sentTo, brand) } };
}

export function failedRecord(record: StoredRecord, diagnostics: readonly Diagnostic[]): FailedRecord {
  return { kind: 'failed', recordId: record.id, recordKey: record.key, customerNumber: record.customerNumber, diagnostics };
}

function addressOn(customer: CustomerForComposition, channel: ChannelName): string | undefined {
  const points = customer.contactPoints.filter((point) => point.channel === channel);
  return (points.find((point) => point.state === 'valid') ?? points[0])?.address;
}

function noCustomer(number: string | null): Diagnostic {
  return {
    severity: 'error',
    code: number === null ? 'record.without-customer' : 'record.unknown-customer',
    message: number === null ? 'The record names no customer.' : `There is no customer ${number}.`,
    place: { part: 'data', pointer: '/customer' },
    hint: 'Import the customer, then retry the failed records.',
  };
}

function noRoute(route: Route): Diagnostic {
  return {
    severity: 'error',
    code: `routing.${route.code}`,
    message: route.text,
    place: { part: 'data', pointer: '/customer' },
    hint:
      route.code === 'not-permitted'
        ? 'Leave the record, or retry when what stands in the way is gone.'
        : 'Give the customer a contact point that works, then retry the failed records.',
  };
}
