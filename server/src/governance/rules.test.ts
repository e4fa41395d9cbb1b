import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { defaultPolicy } from './default-policy.ts';
import { History } from './history.ts';
import { asksHistory, decide, decideAll, freeSlot, note } from './rules.ts';
import type { Circumstance, ConflictRule, ContactPolicy, ContactQuestion, PastContact } from './types.ts';

const now = new Date('2026-11-22T10:00:00Z');
const day = 86_400_000;
const daysAgo = (days: number) => new Date(now.getTime() - days * day);

let made = 0;
function question(more: Partial<ContactQuestion> = {}): ContactQuestion {
  const wishes = { timeZone: 'Europe/Berlin', notBefore: (at: Date) => at, daysBetween: 0 };
  const fixed = {
    customerId: 'anna',
    household: 'home',
    runId: null,
    templateId: 'autumn',
    purpose: 'advertising',
    channel: 'email',
  } as const;
  return {
    ...fixed,
    id: `q${made++}`,
    matter: 'autumn',
    matterKey: null,
    validUntil: null,
    wishes,
    approved: [],
    gathered: false,
    ...{ together: null, kept: false, heldSince: null, digest: null },
    ...more,
  };
}
function past(at: Date, more: Partial<PastContact> = {}): PastContact {
  const fixed = { communicationId: `c${made++}`, customerId: 'anna', household: 'home', matter: 'summer', matterKey: null, digest: null };
  return { ...fixed, at, purpose: 'advertising', channel: 'email', ...more };
}
const policy = (more: Partial<ContactPolicy>): ContactPolicy => ({ ...defaultPolicy, ...more });
const asked = (
  one: ContactQuestion,
  with_: Partial<ContactPolicy>,
  before: readonly PastContact[] = [],
  is: readonly Circumstance[] = [],
) => decide(one, new History(before, is), policy(with_), now);

const weekly = { id: 'weekly', name: 'One a week', scope: 'customer', purpose: 'advertising', atMost: 1, days: 7 } as const;

test('without rules everything goes, with what its purpose stands on', () => {
  expect(asked(question(), {})).toEqual({ verdict: 'send', code: 'permitted', rule: null, until: null, details: { basis: 'consent' } });
});

describe('a cap', () => {
  test('holds a message until the oldest one leaves the window', () => {
    const before = [past(daysAgo(6)), past(daysAgo(20))];
    expect(asked(question(), { caps: [weekly] }, before)).toMatchObject({
      verdict: 'hold',
      code: 'capped',
      rule: 'weekly',
      until: daysAgo(-1),
    });
    expect(asked(question(), { caps: [weekly] }, [past(daysAgo(7))])).toMatchObject({ verdict: 'send' });
  });

  test('withholds what is worth nothing by then, or would have to wait too long', () => {
    const before = [past(daysAgo(1))];
    const decision = asked(question({ validUntil: daysAgo(-3) }), { caps: [weekly] }, before);
    expect(decision).toMatchObject({ verdict: 'withhold', code: 'capped', rule: 'weekly', details: { tooLate: true } });
    expect(asked(question(), { caps: [weekly], longestHoldDays: 5 }, before)).toMatchObject({ verdict: 'withhold', code: 'capped' });
    expect(asked(question(), { caps: [{ ...weekly, atMost: 0 }] })).toMatchObject({ verdict: 'withhold', code: 'capped' });
  });

  test('does not hold again and again: what has waited the longest hold goes or is withheld', () => {
    const rules = { caps: [weekly], longestHoldDays: 10 };
    expect(asked(question({ heldSince: daysAgo(7) }), rules, [past(daysAgo(1))])).toMatchObject({ verdict: 'withhold', code: 'capped' });
    expect(asked(question({ heldSince: daysAgo(7) }), rules, [past(daysAgo(5))])).toMatchObject({ verdict: 'hold', until: daysAgo(-2) });
    expect(asked(question({ heldSince: daysAgo(11) }), rules, [past(daysAgo(7))])).toMatchObject({ verdict: 'send' });
  });

  test('lets as many of a home of five hundred be written to as it allows, and nobody waits for ever', () => {
    const rules = policy({ caps: [{ ...weekly, scope: 'household', atMost: 2 }], longestHoldDays: 30 });
    const history = new History();
    let waiting = Array.from({ length: 500 }, (_, at) => question({ customerId: `c${at}` }));
    let [sent, withheld, rounds] = [0, 0, 0];
    for (let at = now; waiting.length > 0; at = new Date(at.getTime() + 7 * day), rounds++) {
      const decisions = decideAll(waiting, history, rules, at);
      sent += decisions.filter((one) => one.verdict === 'send').length;
      withheld += decisions.filter((one) => one.verdict === 'withhold').length;
      waiting = waiting.flatMap((one, which) => (decisions[which]!.verdict === 'hold' ? { ...one, heldSince: one.heldSince ?? at } : []));
    }
    expect({ sent, withheld, rounds }).toEqual({ sent: 10, withheld: 490, rounds: 5 });
  });

  test('never stops mandatory mail, which counts all the same', () => {
    const any = { id: 'any', name: 'Any', scope: 'customer', atMost: 1, days: 7 } as const;
    expect(asked(question({ purpose: 'contract' }), { caps: [any] }, [past(daysAgo(1))])).toMatchObject({ verdict: 'send' });
    expect(asked(question(), { caps: [any] }, [past(daysAgo(1), { purpose: 'contract' })])).toMatchObject({ verdict: 'hold' });
    const matters = { recall: { mandatory: true } };
    expect(asked(question({ matter: 'recall' }), { caps: [any], matters }, [past(daysAgo(1))])).toMatchObject({ verdict: 'send' });
  });

  test('counts the channel and the purpose that it names, and for a household all who live there', () => {
    const sms = { ...weekly, channel: 'sms' } as const;
    expect(asked(question(), { caps: [sms] }, [past(daysAgo(1), { channel: 'sms' })])).toMatchObject({ verdict: 'send' });
    expect(asked(question({ channel: 'sms' }), { caps: [sms] }, [past(daysAgo(1))])).toMatchObject({ verdict: 'send' });
    const bert = past(daysAgo(1), { customerId: 'bert' });
    expect(asked(question(), { caps: [weekly] }, [bert])).toMatchObject({ verdict: 'send' });
    expect(asked(question(), { caps: [{ ...weekly, scope: 'household' }] }, [bert])).toMatchObject({ verdict: 'hold' });
  });
});

test('the wish to hear of something more rarely is a cap of the customer’s own', () => {
  const monthly = question({ wishes: { ...question().wishes, daysBetween: 30 } });
  expect(asked(monthly, {}, [past(daysAgo(10))])).toMatchObject({ verdict: 'hold', code: 'frequency-wish', until: daysAgo(-20) });
  expect(asked(monthly, {}, [past(daysAgo(10), { purpose: 'service' })])).toMatchObject({ verdict: 'send' });
});

describe('quiet hours', () => {
  const nights = { id: 'nights', name: 'Nights', channels: ['email' as const], from: '20:00', until: '12:00' };

  test('are those of the clock at the customer’s place', () => {
    expect(asked(question(), { quiet: [nights] })).toMatchObject({
      ...{ verdict: 'hold', code: 'quiet-hours', rule: 'nights', until: new Date('2026-11-22T11:00:00Z') },
    });
    const delhi = question({ wishes: { ...question().wishes, timeZone: 'Asia/Kolkata' } });
    expect(asked(delhi, { quiet: [nights] })).toMatchObject({ verdict: 'send' });
    expect(asked(question({ channel: 'post' }), { quiet: [nights] })).toMatchObject({ verdict: 'send' });
  });

  test('hold mandatory mail too, and the customer’s own come on top', () => {
    const wishes = { ...question().wishes, notBefore: (at: Date) => new Date(Math.max(at.getTime(), Date.parse('2026-11-23T09:00:00Z'))) };
    const decision = asked(question({ purpose: 'contract', wishes }), { quiet: [nights] });
    expect(decision).toMatchObject({ verdict: 'hold', code: 'customer-wish', until: new Date('2026-11-23T11:00:00Z') });
  });
});

describe('the same matter', () => {
  const once = { id: 'once', name: 'Once', days: 30 };

  test('is not written about again within the window', () => {
    const invoice = { matter: 'invoice', matterKey: 'R-1', purpose: 'contract' };
    const before = past(daysAgo(3), invoice);
    expect(asked(question(invoice), { duplicates: [once] }, [before])).toMatchObject({
      ...{ verdict: 'withhold', code: 'duplicate', rule: 'once', details: { communicationId: before.communicationId } },
    });
    expect(asked(question({ ...invoice, matterKey: 'R-2' }), { duplicates: [once] }, [before])).toMatchObject({ verdict: 'send' });
    expect(asked(question(invoice), { duplicates: [once] }, [past(daysAgo(31), invoice)])).toMatchObject({ verdict: 'send' });
    expect(asked(question({ ...invoice, matterKey: null }), { duplicates: [once] }, [before])).toMatchObject({ verdict: 'send' });
  });

  test('twice in one chunk goes once', () => {
    const invoice = { matter: 'invoice', matterKey: 'R-1' };
    const decisions = decideAll([question(invoice), question(invoice)], new History(), policy({ duplicates: [once] }), now);
    expect(decisions.map((one) => one.verdict).sort()).toEqual(['send', 'withhold']);
  });
});

describe('a conflict', () => {
  const rule: ConflictRule = {
    ...{ id: 'holiday', name: 'No disconnection after a payment holiday', days: 14, scope: 'customer' },
    ...{ first: { matter: 'payment-holiday' }, second: { matter: 'disconnection' } },
  };
  const disconnection = { matter: 'disconnection', purpose: 'contract' };

  test('waits for a person, who is told what was said before', () => {
    const before = past(daysAgo(3), { matter: 'payment-holiday', purpose: 'service' });
    expect(asked(question(disconnection), { conflicts: [rule] }, [before])).toMatchObject({
      ...{
        verdict: 'wait',
        code: 'conflict',
        rule: 'holiday',
        details: { communicationId: before.communicationId, matter: 'payment-holiday' },
      },
    });
    expect(asked(question(disconnection), { conflicts: [rule] }, [past(daysAgo(15), { matter: 'payment-holiday' })])).toMatchObject({
      verdict: 'send',
    });
    expect(asked(question({ ...disconnection, approved: ['holiday'] }), { conflicts: [rule] }, [before])).toMatchObject({
      verdict: 'send',
    });
  });

  test('looks at what is the case with a customer, and some days longer', () => {
    const complaint = { ...rule, id: 'complaint', first: { circumstance: 'open-complaint' }, second: { purpose: 'advertising' } };
    const open = { id: 'k1', customerId: 'anna', household: 'home', kind: 'open-complaint', since: daysAgo(100), endedAt: null };
    expect(asked(question(), { conflicts: [complaint] }, [], [open])).toMatchObject({
      verdict: 'wait',
      details: { circumstance: 'open-complaint' },
    });
    expect(asked(question(), { conflicts: [complaint] }, [], [{ ...open, endedAt: daysAgo(2) }])).toMatchObject({ verdict: 'wait' });
    expect(asked(question(), { conflicts: [complaint] }, [], [{ ...open, endedAt: daysAgo(20) }])).toMatchObject({ verdict: 'send' });
    expect(asked(question({ customerId: 'bert' }), { conflicts: [complaint] }, [], [open])).toMatchObject({ verdict: 'send' });
  });
});

describe('messages that compete', () => {
  test('are gathered until their hour and then go by priority', () => {
    const gatherings = [{ id: 'afternoon', name: 'Afternoon', purpose: 'advertising', at: '16:00' }];
    const decision = asked(question(), { gatherings });
    expect(decision).toMatchObject({ verdict: 'hold', code: 'gathering', until: new Date('2026-11-22T15:00:00Z') });
    expect(asked(question({ gathered: true }), { gatherings })).toMatchObject({ verdict: 'send' });
    expect(asked(question({ purpose: 'service' }), { gatherings })).toMatchObject({ verdict: 'send' });
  });

  test('of one chunk: the higher priority takes the last free slot, the other is held for the next', () => {
    const with_ = policy({ caps: [weekly], matters: { sale: { priority: 80 } } });
    const [low, high] = [question(), question({ matter: 'sale' })];
    const decisions = decideAll([low, high], new History(), with_, now);
    expect(decisions).toMatchObject([{ verdict: 'hold', until: daysAgo(-7) }, { verdict: 'send' }]);
  });
});

test('a spent budget holds until the next month, and mandatory mail is sent all the same', () => {
  const with_ = policy({ budgets: [{ id: 'letters', name: 'Letters', channel: 'post', perMonth: 200 }], costs: { post: 9500 } });
  const history = new History();
  const letters = [1, 2, 3].map(() => question({ channel: 'post' }));
  expect(decideAll(letters, history, with_, now).map((one) => one.verdict)).toEqual(['send', 'send', 'hold']);
  const contract = question({ channel: 'post', purpose: 'contract' });
  expect(decide(contract, history, with_, now)).toMatchObject({ verdict: 'send' });
  note(contract, history, with_, now);
  expect(history.spent('letters')).toBe(28_500);
  expect(decide(question({ channel: 'post' }), history, with_, now)).toMatchObject({ until: new Date('2026-11-30T23:00:00Z') });
});

test('what is worth nothing any more is not sent, whatever it is', () => {
  expect(asked(question({ purpose: 'contract', validUntil: daysAgo(0.1) }), {})).toMatchObject({ verdict: 'withhold', code: 'worthless' });
});

const offsets = fc.array(fc.integer({ min: 0, max: 40 * 24 }), { maxLength: 12 });
const capCase = fc.record({ atMost: fc.integer({ min: 1, max: 4 }), days: fc.integer({ min: 1, max: 20 }) });

test('the free slot is the earliest with fewer messages in the window than the cap allows', () => {
  fc.assert(
    fc.property(offsets, capCase, (hours, { atMost, days }) => {
      const contacts = hours.map((hour) => past(new Date(now.getTime() - hour * 3_600_000)));
      const inWindow = (at: Date) => contacts.filter((one) => one.at.getTime() > at.getTime() - days * day).length;
      const slot = freeSlot(contacts, atMost, days, now);
      expect(inWindow(slot)).toBeLessThan(atMost);
      if (slot > now) expect(inWindow(new Date(slot.getTime() - 1))).toBeGreaterThanOrEqual(atMost);
      else expect(slot).toEqual(now);
    }),
  );
});

const hour = fc.integer({ min: 0, max: 23 }).map((h) => `${String(h).padStart(2, '0')}:00`);
const anyPolicy = fc.record({
  caps: fc.array(
    fc.record({
      ...{ id: fc.constantFrom('a', 'b'), name: fc.constant('Cap'), scope: fc.constantFrom('customer' as const, 'household' as const) },
      ...{ atMost: fc.integer({ min: 1, max: 3 }), days: fc.integer({ min: 1, max: 14 }) },
    }),
    { maxLength: 2 },
  ),
  quiet: fc.array(
    fc.record({
      id: fc.constant('q'),
      name: fc.constant('Quiet'),
      channels: fc.constant<('email' | 'post')[]>(['email']),
      from: hour,
      until: hour,
    }),
    {
      maxLength: 1,
    },
  ),
});

test('what is held may go at its moment if nothing else comes, and not before; and no cap is ever broken by what goes', () => {
  fc.assert(
    fc.property(anyPolicy, offsets, fc.integer({ min: 1, max: 6 }), (rules, hours, messages) => {
      const with_ = policy(rules);
      const before = hours.map((ago, at) =>
        past(new Date(now.getTime() - ago * 3_600_000), { customerId: at % 2 === 0 ? 'anna' : 'bert' }),
      );
      const history = new History(before);
      const sentNow = decideAll(
        Array.from({ length: messages }, () => question()),
        history,
        with_,
        now,
      ).filter((one) => one.verdict === 'send');
      for (const cap of with_.caps) {
        const window = history.contactsOf({ customerId: 'anna', household: 'home' }, cap.scope).filter((one) => one.at > daysAgo(cap.days));
        if (sentNow.length > 0) expect(window.length).toBeLessThanOrEqual(cap.atMost);
      }
      const held = decide(question(), history, with_, now);
      if (held.verdict !== 'hold') return;
      expect(held.until!.getTime()).toBeGreaterThan(now.getTime());
      expect(decide(question(), history, with_, held.until!).verdict).toBe('send');
      expect(decide(question(), history, with_, new Date(held.until!.getTime() - 1)).verdict).not.toBe('send');
    }),
  );
});

test('whoever is not asked for history gets the same answer with and without it', () => {
  fc.assert(
    fc.property(anyPolicy, offsets, fc.constantFrom('contract', 'advertising'), (rules, hours, purpose) => {
      const with_ = policy(rules);
      const one = question({ purpose });
      if (asksHistory(one, with_)) return;
      const full = new History(hours.map((ago) => past(new Date(now.getTime() - ago * 3_600_000))));
      expect(decide(one, full, with_, now)).toEqual(decide(one, new History(), with_, now));
    }),
  );
});

describe('a digest', () => {
  const digests = [{ id: 'evening', name: 'Evening', at: '17:00', purposes: ['service', 'advertising'], atMost: 2 }];
  const evening = new Date('2026-11-22T16:00:00Z');

  test('keeps e-mails until it closes, on its days; what would be worth nothing by then goes alone', () => {
    expect(asked(question(), { digests })).toMatchObject({ verdict: 'hold', code: 'digest', rule: 'evening', until: evening });
    const fridays = [{ ...digests[0]!, days: [5] }];
    expect(asked(question(), { digests: fridays })).toMatchObject({ verdict: 'hold', until: new Date('2026-11-27T16:00:00Z') });
    expect(asked(question({ validUntil: new Date('2026-11-22T15:00:00Z') }), { digests })).toMatchObject({ verdict: 'send' });
    expect(asked(question({ channel: 'sms' }), { digests })).toMatchObject({ verdict: 'send' });
    expect(asked(question({ purpose: 'contract' }), { digests })).toMatchObject({ verdict: 'send' });
  });

  test('is waited for once, even where quiet hours begin before it closes and last longer', () => {
    const quiet: ContactPolicy['quiet'] = [{ id: 'night', name: 'Night', channels: ['email'], from: '16:30', until: '08:00' }];
    const decision = asked(question(), { digests, quiet });
    const morning = new Date('2026-11-23T07:00:00Z');
    expect(decision).toMatchObject({ verdict: 'hold', code: 'quiet-hours', until: morning, kept: true });
    const later = decide(question({ kept: decision.kept! }), new History(), policy({ digests }), morning);
    expect(later).toMatchObject({ verdict: 'send' });
    // What waits for a free place joins the digest of the day on which there is one.
    expect(asked(question(), { digests, caps: [weekly] }, [past(daysAgo(2))])).toMatchObject({ code: 'capped', kept: false });
    const gatherings = [{ id: 'afternoon', name: 'Afternoon', purpose: 'advertising', at: '17:00' }];
    expect(asked(question(), { gatherings, quiet })).toMatchObject({ gathered: true, until: morning });
  });

  test('joins what is let go to one customer, sender and address, and counts as one mail; what is too much begins another', () => {
    const kept = { kept: true, together: 'kontor de anna@example.org' };
    const all = [question(kept), question(kept), question({ ...kept, together: 'other' }), question({ ...kept, customerId: 'bert' })];
    const one = { ...weekly, atMost: 1 };
    const [first, second, elsewhere, other] = decideAll(all, new History(), policy({ digests, caps: [one] }), now);
    expect(first).toMatchObject({ verdict: 'send', digest: all[0]!.id });
    expect(second).toMatchObject({ verdict: 'send', digest: all[0]!.id });
    expect(elsewhere).toMatchObject({ verdict: 'hold', code: 'capped' });
    expect(other).toMatchObject({ verdict: 'send' });
    expect(other).not.toHaveProperty('digest');
    const third = [question(kept), question(kept), question(kept)];
    const decisions = decideAll(third, new History(), policy({ digests }), now);
    expect(decisions.map((decision) => decision.digest)).toEqual([third[0]!.id, third[0]!.id, undefined]);
    expect(decisions[2]).toMatchObject({ verdict: 'send' });
  });

  test('a letter too thick for the envelope goes alone; a thin one behind it still goes in that of before', () => {
    const envelope = { id: 'envelope', name: 'Envelope', channel: 'post' as const, at: '17:00', atMost: 5, atMostSheets: 3 };
    const all = [2, 4, 1, 1].map((sheets) => question({ channel: 'post', kept: true, together: 'kontor letter anna', sheets }));
    const decisions = decideAll(all, new History(), policy({ digests: [envelope] }), now);
    expect(decisions.map((decision) => decision.digest)).toEqual([all[0]!.id, undefined, all[0]!.id, undefined]);
  });

  test('counts as one mail for what is sent later', () => {
    const twice = { ...weekly, atMost: 2 };
    const before = [past(daysAgo(2), { digest: 'a', communicationId: 'a' }), past(daysAgo(2), { digest: 'a' })];
    expect(asked(question(), { caps: [twice] }, before)).toMatchObject({ verdict: 'send' });
    expect(asked(question(), { caps: [twice] }, [...before, past(daysAgo(1))])).toMatchObject({ verdict: 'hold', until: daysAgo(-5) });
  });
});
