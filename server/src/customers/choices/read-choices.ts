import type { ChannelName } from '@posthorn/contract';
import type { Transaction } from 'kysely';
import { mayAdvertise } from '../permissions/standing.ts';
import { permissionsOf } from '../permissions/store.ts';
import type { ConsentChannel, Permission } from '../permissions/types.ts';
import type { ContactPoint, Preferences, Wishes } from '../types.ts';
import { readChooser } from './store.ts';
import { type ChosenPurpose, type ConsentOption, type CustomerChoices, chosenPurposes } from './types.ts';

/** What customers are asked about even where they never said anything. */
const offered: readonly ConsentChannel[] = ['email', 'sms', 'push', 'post'];

/** What a customer chose until now, and between what they can choose; undefined where there is no such customer. */
export async function readChoices(
  // biome-ignore lint/suspicious/noExplicitAny: any room's transaction will do
  trx: Transaction<any>,
  customerId: string,
  now: Date,
): Promise<CustomerChoices | undefined> {
  const customer = await readChooser(trx, customerId);
  if (customer === undefined) return undefined;
  const permissions = (await permissionsOf(trx, [customer.id])).get(customer.id) ?? [];
  const options = optionsOf(permissions, customer.points, customer.hasAddress, now);
  const { language = customer.language, formats = [], pauseUntil, frequency = {} } = customer.wishes;
  const today = now.toISOString().slice(0, 10);
  return {
    customerId: customer.id,
    options,
    channels: channelsOf(customer.points, customer.hasAddress),
    choices: {
      consents: options.map(({ purpose, channel, on, unconfirmed }) => ({ purpose, channel, on: on || unconfirmed })),
      channels: chosenChannels(customer.preferences),
      ...(frequency.advertising === undefined ? {} : { frequency: frequency.advertising }),
      language,
      formats,
      ...(pauseUntil === undefined || pauseUntil <= today ? {} : { pauseUntil }),
    },
  };
}

/** Advertising by each channel that reaches the customer, then everything else that they once said something about. */
function optionsOf(permissions: readonly Permission[], points: readonly ContactPoint[], hasAddress: boolean, now: Date): ConsentOption[] {
  const advertising = offered
    .filter((channel) => (channel === 'post' ? hasAddress : addressOn(points, channel) !== undefined))
    .map((channel) => ({ purpose: 'advertising', channel }));
  const known = (one: { purpose: string; channel: string }) =>
    advertising.some((other) => other.purpose === one.purpose && other.channel === one.channel);
  // What else may come to a device was agreed to when it was turned on, and ends when it is turned off.
  const others = permissions
    .filter((one) => !known(one) && one.state !== 'none' && one.channel !== 'push')
    .map(({ purpose, channel }) => ({ purpose, channel }));
  return [...advertising, ...others].map(({ purpose, channel }) => {
    const permission = permissions.find((one) => one.purpose === purpose && one.channel === channel);
    // A consent to notifications holds for all devices.
    const address = channel === 'push' ? undefined : addressOn(points, channel);
    const verdict = mayAdvertise(channel, permission, { address: address ?? '', goods: permission?.goods ?? [], now });
    const obstacle = verdict.allowed ? undefined : verdict.obstacle;
    const state = { on: verdict.allowed, unconfirmed: obstacle === 'unconfirmed', ended: obstacle === 'ended' };
    return { purpose, channel, ...state, ...(address === undefined ? {} : { address }) };
  });
}

const addressOn = (points: readonly ContactPoint[], channel: ConsentChannel): string | undefined =>
  points.find((point) => point.channel === channel && point.state === 'valid')?.address;

function channelsOf(points: readonly ContactPoint[], hasAddress: boolean): readonly ChannelName[] {
  const email: ChannelName[] = addressOn(points, 'email') === undefined ? [] : ['email'];
  const push: ChannelName[] = addressOn(points, 'push') === undefined ? [] : ['push'];
  return [...email, ...push, ...(hasAddress ? (['post'] as const) : []), 'portal'];
}

function chosenChannels(preferences: Preferences): { [P in ChosenPurpose]?: ChannelName } {
  const chosen = chosenPurposes.map((purpose) => [purpose, preferences[purpose] ?? preferences['*']] as const);
  return Object.fromEntries(chosen.filter(([, channel]) => channel !== undefined));
}

export type Chooser = {
  readonly id: string;
  readonly language: string;
  readonly preferences: Preferences;
  readonly wishes: Wishes;
  readonly hasAddress: boolean;
  readonly points: readonly ContactPoint[];
};
