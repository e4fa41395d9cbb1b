import { type ChannelName, channels, type DeliveryStateName, deliveryStates } from '@posthorn/contract';

/** What the list of communications is narrowed by; it lives in the address, so that a view can be kept and passed on. */
export interface CommunicationFilters {
  readonly q?: string;
  readonly channel?: ChannelName;
  readonly state?: DeliveryStateName;
  readonly language?: string;
  readonly runId?: string;
  readonly customerId?: string;
  /** Days, YYYY-MM-DD, both included. */
  readonly from?: string;
  readonly until?: string;
}

const day = /^\d{4}-\d{2}-\d{2}$/;

/** Reads the filters out of an address; what is none of ours is dropped. */
export function communicationFilters(search: Record<string, unknown>): CommunicationFilters {
  const text = (name: string) => {
    const value = search[name];
    return typeof value === 'number' ? String(value) : typeof value === 'string' && value !== '' ? value : undefined;
  };
  const oneOf = <T extends string>(values: readonly T[], name: string) => values.find((value) => value === text(name));
  const dayIn = (name: string) => (day.test(text(name) ?? '') ? text(name) : undefined);
  const found: CommunicationFilters = {
    q: text('q'),
    channel: oneOf(channels, 'channel'),
    state: oneOf(deliveryStates, 'state'),
    language: text('language'),
    runId: text('runId'),
    customerId: text('customerId'),
    from: dayIn('from'),
    until: dayIn('until'),
  };
  return Object.fromEntries(Object.entries(found).filter(([, value]) => value !== undefined));
}

/** How many filters beside the search text are set. */
export function filtersSet({ q: _q, ...filters }: CommunicationFilters): number {
  return Object.keys(filters).length;
}
