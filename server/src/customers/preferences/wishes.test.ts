import type { Representative, Wishes } from '@posthorn/contract';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { CustomerForComposition } from '../types.ts';
import { addressee, copiesFor, inSeason } from './addressee.ts';
import { chosenOver, effectiveWishes, faultOf, wishesFrom } from './wishes.ts';

const place = { street: 'Calle del Sol', houseNumber: '4', postcode: '07001', city: 'Palma', country: 'ES' };

describe('wishes that are imported and chosen', () => {
  const wishes = fc.record<Wishes>(
    {
      language: fc.constantFrom('de', 'en'),
      formats: fc.subarray(['large-print', 'plain-language'] as const).map((some) => [...some]),
      frequency: fc.dictionary(fc.constantFrom('advertising', '*'), fc.constantFrom('weekly', 'monthly')) as fc.Arbitrary<
        Wishes['frequency'] & object
      >,
      pauseUntil: fc.constantFrom('2026-12-01', '2027-01-01'),
      quietHours: fc.constant({ from: '22:00', to: '07:00' }),
    },
    { requiredKeys: [] },
  );

  test('what was wished last holds, whatever was imported before', () => {
    fc.assert(
      fc.property(wishes, wishes, (imported, wanted) => {
        expect(effectiveWishes(imported, chosenOver(imported, wanted))).toEqual(wanted);
      }),
    );
  });

  test('what nobody touched comes with the next import, what was chosen stays', () => {
    fc.assert(
      fc.property(wishes, wishes, wishes, (imported, wanted, next) => {
        const chosen = chosenOver(imported, wanted);
        const now = effectiveWishes(next, chosen) as Record<string, unknown>;
        for (const name of Object.keys({ ...wanted, ...next }))
          expect(now[name]).toEqual(((chosen !== null && name in chosen ? wanted : next) as Record<string, unknown>)[name]);
      }),
    );
  });

  test('choosing what is so already keeps nothing', () => {
    expect(chosenOver({ quietHours: { from: '22:00', to: '07:00' } }, { quietHours: { to: '07:00', from: '22:00' } })).toBeNull();
  });
});

describe('wishes in a file', () => {
  test('become what the API would take', () => {
    const row = {
      language: 'de',
      formats: 'large-print, plain-language',
      frequency: { advertising: 'monthly', service: '' },
      timeZone: 'Europe/Madrid',
      quietHours: '21:30-08:00',
      quietDays: '7',
      pauseUntil: '2027-01-01',
      seasonalAddress: { from: '10-01', until: '03-31', careOf: 'Finca Rosa', ...place },
      representative: { kind: 'guardian', name: 'Amtsgericht Köln', street: 'Platz', houseNumber: '1', postcode: '50667', city: 'Köln' },
    };
    expect(wishesFrom(row, 'DE')).toEqual({
      language: 'de',
      formats: ['large-print', 'plain-language'],
      frequency: { advertising: 'monthly' },
      timeZone: 'Europe/Madrid',
      quietHours: { from: '21:30', to: '08:00' },
      quietDays: [7],
      pauseUntil: '2027-01-01',
      seasonalAddresses: [{ from: '10-01', until: '03-31', careOf: 'Finca Rosa', place }],
      representatives: [
        {
          kind: 'guardian',
          name: 'Amtsgericht Köln',
          place: { street: 'Platz', houseNumber: '1', postcode: '50667', city: 'Köln', country: 'DE' },
        },
      ],
    });
    const two = {
      1: { name: 'Anna', kind: 'copy', email: 'a@mail.example', channel: 'email' },
      2: { name: '' },
      3: { name: 'Ben', phone: '0151 1234567' },
    };
    expect(wishesFrom({ representatives: two }, 'DE').representatives).toEqual([
      { kind: 'copy', name: 'Anna', channel: 'email', email: 'a@mail.example' },
      { kind: 'authorised-recipient', name: 'Ben', phone: '0151 1234567' },
    ]);
    expect(wishesFrom({ language: '', quietHours: '', seasonalAddress: { street: '' }, representative: { kind: '' } }, 'DE')).toEqual({});
  });

  test.each([
    [{ quietHours: 'at night' }, /^quietHours: two times/],
    [{ quietHours: '07:00-07:00' }, /^quietHours: /],
    [{ quietDays: '1,2,3,4,5,6,7' }, /^quietDays: /],
    [{ quietDays: 'So' }, /^quietDays: /],
    [{ timeZone: 'Europe/Bärlin' }, /^timeZone: /],
    [{ formats: 'braille' }, /^formats: "braille"/],
    [{ frequency: { '*': 'often' } }, /^frequency: "often"/],
    [{ pauseUntil: '2027-02-30' }, /^pauseUntil: /],
    [{ seasonalAddress: { from: '10-01', ...place } }, /^seasonalAddress: /],
    [{ seasonalAddress: { from: '02-30', until: '03-31', ...place } }, /02-30/],
    [{ representative: { name: 'Anna' } }, /^representatives: Anna: has no address/],
    [{ representative: { name: 'Anna', email: 'anna' } }, /no e-mail address/],
    [{ representative: { name: 'Anna', email: 'anna@mail.example', channel: 'fax' } }, /"fax" is none of/],
    [{ representative: { name: 'Anna', email: 'anna@mail.example', channel: 'post' } }, /Anna: has no address for post/],
    [
      { representative: { name: 'Anna', email: 'anna@mail.example', kind: 'copy', purposes: 'advertising' } },
      /nobody gets copies of advertising/,
    ],
    [{ representative: { name: 'Anna', email: 'anna@mail.example', from: 'soon' } }, /a day is expected/],
    [{ representatives: Array.from({ length: 11 }, () => ({ name: 'Anna', email: 'anna@mail.example' })) }, /at most 10/],
  ])('that cannot be meant say what is wrong: %j', (row, said) => {
    expect(() => wishesFrom(row, 'DE')).toThrow(said);
  });
});

describe('whom a communication goes to', () => {
  const customer: CustomerForComposition = {
    ...{
      id: 'c',
      number: '1',
      name: 'Erika Muster',
      language: 'de',
      country: 'DE',
      attributes: {},
      preferences: {},
      wishes: {},
      household: '',
    },
    postalAddress: ['Erika Muster', 'Weg 1', '12345 Ort'],
    contactPoints: [{ channel: 'email', address: 'erika@mail.example', state: 'valid', stateReason: null }],
  };
  const matter = (at: string, purpose = 'contract') => ({ purpose, at: new Date(at), homeCountry: 'DE' });
  const represented = (...representatives: Representative[]) => ({ ...customer, wishes: { representatives } });

  test('in winter the winter address, on its first and last day too, over the turn of the year', () => {
    const wintering = { ...customer, wishes: { seasonalAddresses: [{ from: '10-01', until: '03-31', careOf: 'Finca Rosa', place }] } };
    const winter = ['Erika Muster', 'Finca Rosa', 'Calle del Sol, 4', '07001 Palma', 'SPAIN'];
    expect(addressee(wintering, matter('2026-09-30T22:00:00Z')).postalAddress).toEqual(winter);
    expect(addressee(wintering, matter('2027-03-31T21:59:00Z')).postalAddress).toEqual(winter);
    expect(addressee(wintering, matter('2026-09-30T21:59:00Z')).postalAddress).toEqual(customer.postalAddress);
    expect(addressee(wintering, matter('2027-03-31T22:00:00Z')).contactPoints).toEqual(customer.contactPoints);
  });

  test('a season and its rest of the year are all days, each once', () => {
    const day = fc
      .date({ min: new Date('2024-01-01'), max: new Date('2024-12-31'), noInvalidDate: true })
      .map((one) => one.toISOString().slice(5, 10));
    fc.assert(
      fc.property(day, day, day, (from, until, now) => {
        fc.pre(from !== until);
        const next = (one: string, by: number) => new Date(Date.parse(`2024-${one}`) + by * 86_400_000).toISOString().slice(5, 10);
        const rest = { from: next(until, 1), until: next(from, -1) };
        fc.pre(next(until, 1) !== from);
        expect(inSeason({ from, until }, `2024-${now}`)).toBe(!inSeason(rest, `2024-${now}`));
      }),
    );
  });

  test('a guardian gets it in the place of the customer, at the guardian’s addresses only', () => {
    const ward = represented({ kind: 'guardian', name: 'Anna Vogt', email: 'anna@kanzlei.example', until: '2027-06-30' });
    expect(addressee(ward, matter('2026-11-21T12:00:00Z'))).toMatchObject({
      name: 'Erika Muster',
      postalAddress: [],
      contactPoints: [{ channel: 'email', address: 'anna@kanzlei.example', state: 'valid' }],
      representative: { kind: 'guardian', name: 'Anna Vogt' },
    });
    expect(addressee(ward, matter('2027-07-01T12:00:00Z')).postalAddress).toEqual(customer.postalAddress);
    expect(addressee(ward, matter('2026-11-21T12:00:00Z', 'advertising'))).toEqual(ward);
  });

  test('a copy goes beside it to everyone who is named for the purpose', () => {
    const copied = represented(
      { kind: 'copy', name: 'Steuerberatung Lang', email: 'post@lang.example', purposes: ['contract'] },
      { kind: 'copy', name: 'Jan Muster', email: 'jan@mail.example', purposes: ['service'] },
    );
    expect(addressee(copied, matter('2026-11-21T12:00:00Z'))).toEqual(copied);
    expect(copiesFor(copied, matter('2026-11-21T12:00:00Z'))).toMatchObject([
      {
        name: 'Erika Muster',
        representative: { name: 'Steuerberatung Lang' },
        contactPoints: [{ address: 'post@lang.example' }],
        postalAddress: [],
      },
    ]);
  });

  test('of several who get it in the customer’s stead the first does, the others get copies; nobody gets copies of advertising', () => {
    const joint = represented(
      { kind: 'guardian', name: 'Eva Erste', place, purposes: ['*', 'advertising'] },
      { kind: 'guardian', name: 'Zoe Zweite', place, purposes: ['*', 'advertising'] },
      { kind: 'copy', name: 'Karl Keller', place },
    );
    const names = (purpose: string) => copiesFor(joint, matter('2026-11-21T12:00:00Z', purpose)).map((one) => one.representative.name);
    expect(addressee(joint, matter('2026-11-21T12:00:00Z')).representative?.name).toBe('Eva Erste');
    expect(names('contract')).toEqual(['Zoe Zweite', 'Karl Keller']);
    expect(names('advertising')).toEqual([]);
  });

  test('an address that did not work is not written to: neither of a representative nor of a season', () => {
    const dead = (channel: 'email' | 'post', address: string) => [{ channel, address: address.toLowerCase(), reason: 'Came back' }];
    const ward = represented({ kind: 'guardian', name: 'Anna Vogt', email: 'anna@kanzlei.example', channel: 'email', place });
    const found = addressee({ ...ward, deadAddresses: dead('email', 'anna@kanzlei.example') }, matter('2026-11-21T12:00:00Z'));
    expect(found).toMatchObject({ preferences: { '*': 'email' }, contactPoints: [{ state: 'bounced', stateReason: 'Came back' }] });
    const lines = ['Erika Muster', 'Calle del Sol, 4', '07001 Palma', 'SPAIN'];
    const wintering = { ...customer, wishes: { seasonalAddresses: [{ from: '10-01', until: '03-31', place }] } };
    expect(addressee(wintering, matter('2026-11-21T12:00:00Z')).postalAddress).toEqual(lines);
    const returned = { ...wintering, deadAddresses: dead('post', lines.join('\n')) };
    expect(addressee(returned, matter('2026-11-21T12:00:00Z')).postalAddress).toEqual(customer.postalAddress);
  });

  test('a representative without any address is refused', () => {
    expect(faultOf({ representatives: [{ kind: 'copy', name: 'Jan' }] }, 'DE')).toEqual({
      field: 'representatives',
      reason: 'Jan: has no address.',
    });
  });
});
