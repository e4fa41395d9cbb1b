import type { Circumstance, ContactQuestion, PastContact } from './types.ts';

type Scope = 'customer' | 'household';
type Who = Pick<ContactQuestion, 'customerId' | 'household'>;

/** What is known of the customers of a chunk: who was written to when, and what is the case with them. Grows as the chunk is decided. */
export class History {
  readonly #byCustomer = new Map<string, PastContact[]>();
  readonly #byHousehold = new Map<string, PastContact[]>();
  readonly #known = new Set<string>();
  readonly #circumstances: { readonly [scope in Scope]: ReadonlyMap<string, readonly Circumstance[]> };
  readonly #spent: Map<string, number>;

  constructor(
    contacts: readonly PastContact[] = [],
    circumstances: readonly Circumstance[] = [],
    spent: ReadonlyMap<string, number> = new Map(),
  ) {
    for (const contact of contacts) this.add(contact);
    this.#circumstances = {
      customer: Map.groupBy(circumstances, (one) => one.customerId),
      household: Map.groupBy(circumstances, (one) => one.household),
    };
    this.#spent = new Map(spent);
  }

  /** Each communication counts once. */
  add(contact: PastContact): void {
    if (this.#known.has(contact.communicationId)) return;
    this.#known.add(contact.communicationId);
    put(this.#byCustomer, contact.customerId, contact);
    put(this.#byHousehold, contact.household, contact);
  }

  /** In no order. */
  contactsOf({ customerId, household }: Who, scope: Scope): readonly PastContact[] {
    return (scope === 'customer' ? this.#byCustomer.get(customerId) : this.#byHousehold.get(household)) ?? [];
  }

  circumstancesOf({ customerId, household }: Who, scope: Scope): readonly Circumstance[] {
    return this.#circumstances[scope].get(scope === 'customer' ? customerId : household) ?? [];
  }

  /** Hundredths of a cent that a budget has spent this month. */
  spent(budget: string): number {
    return this.#spent.get(budget) ?? 0;
  }

  spend(budget: string, amount: number): void {
    this.#spent.set(budget, this.spent(budget) + amount);
  }

  /** What has become too old for any rule is forgotten: for histories that are walked through in order of time. */
  forgetBefore(moment: Date): void {
    for (const map of [this.#byCustomer, this.#byHousehold]) {
      for (const [key, contacts] of map) {
        const left = contacts.filter((one) => one.at >= moment);
        if (left.length === 0) map.delete(key);
        else map.set(key, left);
      }
    }
  }
}

function put(map: Map<string, PastContact[]>, key: string, contact: PastContact): void {
  const there = map.get(key);
  if (there === undefined) map.set(key, [contact]);
  else there.push(contact);
}
