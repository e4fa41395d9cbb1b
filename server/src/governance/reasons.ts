import type { ContactState } from './store/contacts.ts';
import type { ContactReason } from './types.ts';

/** Why a message was let go, held or withheld, in words for timelines; the workplace has its own, in both languages. */
const because: Readonly<Record<ContactReason, string>> = {
  permitted: 'nothing stands in the way',
  'by-person': 'somebody decided so',
  worthless: 'it is worth nothing any more',
  duplicate: 'the same matter was written about lately',
  conflict: 'it does not go well with what was said before',
  'quiet-hours': 'of quiet hours',
  'customer-wish': 'the customer wishes to hear of it later',
  'sending-hours': 'its run sends at other hours of the customer’s day',
  capped: 'enough was sent lately',
  'frequency-wish': 'the customer wishes to hear of it more rarely',
  gathering: 'messages that compete are decided together',
  digest: 'it goes with others, as one mail or in one envelope',
  'over-budget': 'the budget of the month is spent',
};

const outcome: Readonly<Record<ContactState, string>> = {
  sent: 'May be sent',
  held: 'Sent later',
  waiting: 'Waits for a person',
  withheld: 'Not sent',
  cancelled: 'Not sent any more',
};

export function reasonText({ state, code }: { readonly state: ContactState; readonly code: ContactReason }): string {
  return `${outcome[state]}: ${because[code]}.`;
}
