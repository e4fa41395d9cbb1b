import type { ChannelName } from '@posthorn/contract';
import type { Diagnostic, Template } from '@posthorn/engine';
import { type CopyRecipient, copiesFor, type Matter } from '../customers/index.ts';
import type { Platform } from '../platform/platform.ts';
import type { BatchTask } from './compose/messages.ts';
import { permissionsFor } from './permissions-for.ts';
import { channelsOf, dataOf, type Permissions, type RoutedRecord } from './prepare-batch.ts';
import { type Composing, forbiddenIn } from './refuse-uses.ts';
import type { CopyRow, RouteFunction } from './types.ts';

/** A copy that is to be composed; without a task where there is something against it. */
export interface PlannedCopy extends Pick<CopyRow, 'number' | 'kind' | 'name' | 'channel' | 'address' | 'fault'> {
  readonly task?: Omit<BatchTask, 'key' | 'code'>;
}

/** What planning copies has to look at beside the record. */
interface CopyQuestion {
  readonly template: Template;
  readonly matter: Matter & { readonly homeCountry?: string | undefined };
  readonly route: RouteFunction;
  readonly permissions: (customerId: string) => Permissions;
  /** What the register of personal data has against composing it for a channel. */
  readonly forbidden: (task: Pick<BatchTask, 'channel' | 'notice'>) => readonly Diagnostic[];
}

/** A portal and devices belong to the customer alone. */
const offeredToOthers: ReadonlySet<ChannelName> = new Set(['email', 'post', 'sms']);

/** The copies that are to be made of the communications of some records; asks nothing where nobody gets any. */
export async function copiesOfRecords(
  platform: Platform,
  route: RouteFunction,
  composing: Composing,
  ready: readonly RoutedRecord[],
): Promise<(record: RoutedRecord) => readonly PlannedCopy[]> {
  const { template, at } = composing;
  const matter = { purpose: template.purpose, at, homeCountry: platform.config.homeCountry };
  const represented = ready.filter(({ customer }) => copiesFor(customer, matter).length > 0);
  if (represented.length === 0) return () => [];
  const permissions = await permissionsFor(
    platform,
    template,
    represented.map((one) => one.customer),
  );
  const question = { template, matter, route, permissions, forbidden: await forbiddenIn(platform, composing) };
  const planned = new Map(represented.map((one) => [one, planCopies(one, question)]));
  return (record) => planned.get(record) ?? [];
}

/** The copies of what is composed of a record: for each recipient the way, and the record with the recipient's address in the customer's place. */
function planCopies({ record, customer }: RoutedRecord, question: CopyQuestion): readonly PlannedCopy[] {
  return copiesFor(customer, question.matter).map((recipient, at) => {
    const { kind, name } = recipient.representative;
    return { number: at + 1, kind, name, ...wayTo(recipient, question, dataOf(record, recipient)) };
  });
}

type Way = Omit<PlannedCopy, 'number' | 'kind' | 'name'>;

function wayTo(recipient: CopyRecipient, { template, route, permissions, forbidden }: CopyQuestion, data: BatchTask['data']): Way {
  const offered = channelsOf(template).filter((channel) => offeredToOthers.has(channel));
  const { suppressed } = permissions(recipient.id);
  const chosen = route({
    ...{ purpose: template.purpose, offered, customer: recipient },
    // Lists of addresses at which the customer is not to be written to say nothing of another's; what is about the customer as such does.
    suppressed: (purpose, channel, consented) => {
      const found = suppressed?.(purpose, channel, consented);
      return found?.reason === 'deceased' ? found : undefined;
    },
  });
  if (chosen.channel === 'none') return { channel: null, address: null, fault: chosen.text };
  const { channel } = chosen;
  const points = recipient.contactPoints.filter((point) => point.channel === channel && point.state === 'valid');
  const address = channel === 'post' ? recipient.postalAddress.join('\n') : points[0]!.address;
  const found = forbidden({ channel, notice: null });
  if (found.length > 0) return { channel, address, fault: faultOf(found) };
  // Links by which the customer changes what they want open to nobody else.
  return { channel, address, fault: null, task: { data: { ...data, links: {} }, channel, notice: null } };
}

/** Why a copy could not be made, in one line. */
export const faultOf = (diagnostics: readonly Diagnostic[]): string =>
  diagnostics
    .map((one) => one.message)
    .join('; ')
    .slice(0, 500);
