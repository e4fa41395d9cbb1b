import type { ContactDecision } from '@posthorn/contract';
import { customersById } from '../customers/index.ts';
import type { Platform } from '../platform/platform.ts';
import { defaultPolicy } from './default-policy.ts';
import { ruleOf } from './rule-of.ts';
import { type ContactRow, type ContactState, contactsById } from './store/contacts.ts';
import { policiesByVersion } from './store/policies.ts';
import { contactsOfRun } from './store/waiting.ts';
import type { ContactPolicy } from './types.ts';

/** The policy by which each of some messages was decided: rules may be called otherwise by now. */
export async function policiesOf(platform: Platform, rows: readonly ContactRow[]): Promise<(row: ContactRow) => ContactPolicy> {
  const policies = await policiesByVersion(platform.db, [...new Set(rows.map((row) => row.policy))]);
  return (row) => policies.get(row.policy) ?? defaultPolicy;
}

/** A decision as the API shows it. */
export function present(row: ContactRow, policy: ContactPolicy): ContactDecision {
  const rule = ruleOf(policy, row.rule);
  return {
    ...{ state: row.state, code: row.code, at: row.at.toISOString(), purpose: row.purpose, matter: row.matter, policy: row.policy },
    details: { ...row.details },
    ...(rule === undefined ? {} : { rule }),
    ...(row.until === null ? {} : { until: row.until.toISOString() }),
    ...(row.validUntil === null ? {} : { validUntil: row.validUntil.toISOString() }),
    ...(row.matterKey === null ? {} : { matterKey: row.matterKey }),
  };
}

/** What the policy decided about a communication; undefined where it was not asked yet, or before there was a policy. */
export async function contactOf(platform: Platform, communicationId: string): Promise<ContactDecision | undefined> {
  const [row] = await contactsById(platform.db, [communicationId]);
  return row && present(row, (await policiesOf(platform, [row]))(row));
}

/** A message of a run that did not go at once. */
export interface HeldMessage {
  readonly communicationId: string;
  readonly customerId: string;
  readonly customerNumber: string;
  readonly customerName: string;
  readonly decision: ContactDecision;
}

export async function showHeld(
  platform: Platform,
  runId: string,
  page: { readonly state?: ContactState | undefined; readonly after?: string | undefined; readonly limit: number },
): Promise<readonly HeldMessage[]> {
  const states = page.state === undefined ? (['held', 'waiting', 'withheld'] as const) : [page.state];
  const rows = await contactsOfRun(platform.db, runId, { ...page, states });
  const [policyOf, customers] = await Promise.all([
    policiesOf(platform, rows),
    customersById(platform, [...new Set(rows.map((row) => row.customerId))]),
  ]);
  return rows.map((row) => ({
    ...{ communicationId: row.communicationId, customerId: row.customerId, decision: present(row, policyOf(row)) },
    ...{ customerNumber: customers.get(row.customerId)?.number ?? '', customerName: customers.get(row.customerId)?.name ?? '' },
  }));
}
