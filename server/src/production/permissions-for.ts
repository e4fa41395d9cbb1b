import type { Template } from '@posthorn/engine';
import { advertisingPermissions, type CustomerForComposition, suppressionsOf } from '../customers/index.ts';
import type { Platform } from '../platform/platform.ts';
import { channelsOf, type Permissions } from './prepare-batch.ts';
import type { Route, RouteFunction } from './types.ts';

/** What stands for and against writing to these customers; their consents where the template asks for them. */
export async function permissionsFor(
  platform: Platform,
  { purpose, goods = [] }: Pick<Template, 'purpose' | 'goods'>,
  customers: readonly CustomerForComposition[],
): Promise<(customerId: string) => Permissions> {
  const ids = customers.map((one) => one.id);
  const now = platform.clock();
  const suppressed = await suppressionsOf(platform.db, ids, now.toISOString().slice(0, 10));
  if (purpose !== 'advertising') return (id) => ({ suppressed: suppressed(id) });
  const advertising = await advertisingPermissions(platform.db, ids, { goods, now });
  return (id) => ({ suppressed: suppressed(id), mayAdvertise: advertising(id) });
}

/** Where a communication of a template would go for each of these customers, in their order, were it composed now. */
export async function routesOf(
  platform: Platform,
  route: RouteFunction,
  template: Template,
  customers: readonly CustomerForComposition[],
): Promise<readonly Route[]> {
  const permissions = await permissionsFor(platform, template, customers);
  const offered = channelsOf(template);
  return customers.map((customer) => route({ purpose: template.purpose, offered, customer, ...permissions(customer.id) }));
}
