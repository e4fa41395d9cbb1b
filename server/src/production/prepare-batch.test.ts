import type { Template } from '@posthorn/engine';
import { expect, test } from 'vitest';
import type { CustomerForComposition } from '../customers/index.ts';
import type { StoredRecord } from '../intake/index.ts';
import { prepareBatch } from './prepare-batch.ts';
import type { RouteFunction, RouteQuestion } from './types.ts';

const template: Template = {
  schema: 'posthorn/1',
  kind: 'template',
  id: 'note',
  name: 'Note',
  purpose: 'service',
  brand: 'plain',
  languages: ['en'],
  data: { type: 'object' },
  subject: 'Note {{ invoice.number }}',
  letter: { master: 'letter' },
  email: {},
  body: [],
};
const customer: CustomerForComposition = {
  id: '0192a000-0000-7000-8000-000000000001',
  number: '18180',
  name: 'Margaret Ellison',
  language: 'en',
  country: 'GB',
  postalAddress: ['Ms Margaret Ellison', '8 Priory Lane', 'Whitby YO21 3HB'],
  contactPoints: [
    { channel: 'email', address: 'old@mail.example', state: 'bounced', stateReason: null },
    { channel: 'email', address: 'margaret@mail.example', state: 'valid', stateReason: null },
  ],
  preferences: {},
  wishes: { formats: ['large-print'] },
  household: '',
  attributes: { timeZone: 'Europe/London' },
};
const customers = new Map([[customer.number, customer]]);
const record = (id: string, customerNumber: string | null): StoredRecord => ({
  id,
  dataset: 'invoices',
  date: '2011-12-05',
  lines: 1,
  key: `58053${id}`,
  customerNumber,
  data: { invoice: { number: `58053${id}` } },
});
const byEmail: RouteFunction = () => ({ channel: 'email', code: 'preferred', text: 'The channel that the customer prefers.' });

test('the engine gets the data of the record with the customer beside it', () => {
  const { ready, failures } = prepareBatch([record('1', '18180')], customers, template, byEmail);
  expect(failures).toEqual([]);
  expect(ready[0]?.task).toEqual({
    channel: 'email',
    notice: null,
    data: {
      invoice: { number: '580531' },
      links: {},
      customer: {
        number: '18180',
        name: 'Margaret Ellison',
        language: 'en',
        country: 'GB',
        address: ['Ms Margaret Ellison', '8 Priory Lane', 'Whitby YO21 3HB'],
        email: 'margaret@mail.example',
        attributes: { timeZone: 'Europe/London' },
        formats: ['large-print'],
      },
    },
  });
});

test('a record whose customer is not known fails with the number in the message, the others go on', () => {
  const { ready, failures } = prepareBatch([record('1', '99999'), record('2', null), record('3', '18180')], customers, template, byEmail);
  expect(ready.map((one) => one.record.id)).toEqual(['3']);
  expect(failures.map((failure) => [failure.recordId, failure.diagnostics[0]?.code])).toEqual([
    ['1', 'record.unknown-customer'],
    ['2', 'record.without-customer'],
  ]);
  expect(failures[0]?.diagnostics[0]?.message).toContain('99999');
});

test('routing is asked with the purpose of the template and the channels that it can serve', () => {
  const questions: RouteQuestion[] = [];
  prepareBatch([record('1', '18180')], customers, template, (question) => {
    questions.push(question);
    return byEmail(question);
  });
  expect(questions).toEqual([{ purpose: 'service', offered: ['post', 'portal', 'email'], customer }]);
});

test('a customer whom no channel reaches is a failure with the reason of the routing', () => {
  const nowhere: RouteFunction = () => ({ channel: 'none', code: 'no-route', text: 'No channel reaches the customer.' });
  const { ready, failures } = prepareBatch([record('1', '18180')], customers, template, nowhere);
  expect(ready).toEqual([]);
  expect(failures[0]?.diagnostics[0]).toMatchObject({ code: 'routing.no-route', message: 'No channel reaches the customer.' });
});

test('a template is given the link to the preference centre of this customer, sent to the address that the communication goes to', () => {
  const links = {
    preferences: (id: string, sentTo?: string, brand?: string) => `https://post.example/p/${id}/${sentTo}/${brand}`,
    unsubscribe: () => '',
    mailbox: () => ({ url: '', expiresAt: new Date() }),
  };
  const dataFor = (channel: 'email' | 'post') => {
    const route: RouteFunction = () => ({ channel, code: 'default', text: '' });
    return prepareBatch([record('1', '18180')], customers, template, route, undefined, links).ready[0]!.task.data;
  };
  expect(dataFor('email').links).toEqual({ preferences: `https://post.example/p/${customer.id}/margaret@mail.example/plain` });
  expect(dataFor('post').links).toEqual({ preferences: `https://post.example/p/${customer.id}/undefined/plain` });
});
