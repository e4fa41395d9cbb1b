import { readFile } from 'node:fs/promises';
import { type Brand, compile, type Program, type Template, type TemplateBundle } from '@posthorn/engine';
import { newId } from '../../../platform/db/index.ts';
import { PosthornError } from '../../../platform/errors/index.ts';
import type { Platform } from '../../../platform/platform.ts';
import '../../errors.ts';
import { namedCountry } from './country.ts';
import type { Letter } from './letter.ts';

/** To whom a test goes that only a provider's mailbox shall see. */
const nobody = ['Erika Mustermann', 'Musterstraße 1', '53113 Bonn'];

/**
 * A letter that says that it is a test. It goes to the postal address that a person gives, its lines with commas between them; with an e-mail address instead it
 * goes to nobody, and a provider that knows tests writes to that address how it would be printed.
 * @throws PosthornError `account.invalid` when the address is none
 */
export async function testLetter(platform: Pick<Platform, 'clock' | 'config'>, account: string, to: string): Promise<Letter> {
  const email = /^[^\s@,]+@[^\s@,]+$/.test(to) ? to : undefined;
  const address = email === undefined ? to.split(/\s*[,\n]\s*/).filter(Boolean) : nobody;
  if (address.length < 3 || address.length > 6) {
    throw new PosthornError('account.invalid', {
      detail: `"${to}" is no address: name, street, postcode and city, with commas between them.`,
    });
  }
  kept ??= compile(await bundle(), { formats: ['pdf'] });
  const rendition = (await kept).compose({ account, address }, 'pdf', { now: platform.clock().toISOString() });
  if (rendition.format !== 'pdf') throw new Error('A letter is a PDF.');
  return {
    ...{ id: newId(), address, country: namedCountry(address) ?? platform.config.homeCountry ?? 'DE', pdf: rendition.bytes, pages: 1 },
    ...{ product: 'letter', reference: 'Test', customerNumber: 'test', test: email === undefined ? {} : { email } },
  };
}

let kept: Promise<Program> | undefined;

async function bundle(): Promise<TemplateBundle> {
  const font = await readFile(new URL(import.meta.resolve('@expo-google-fonts/source-sans-3/400Regular/SourceSans3_400Regular.ttf')));
  return { template, brand, blocks: {}, assets: { regular: font } };
}

/** Stands where the strictest of the profiles of zones wants it. */
const brand: Brand = {
  ...{ schema: 'posthorn/1', kind: 'brand', id: 'test-letter', name: 'Test', sender: { organisation: 'Posthorn', address: [] } },
  ...{ colors: { brand: '#1f2d3a' }, fonts: { sans: { regular: 'regular' } }, styles: { body: { font: 'sans', size: 10, spaceAfter: 4 } } },
  masters: {
    letter: {
      ...{ width: 210, height: 297 },
      first: {
        body: { x: 25, y: 108, width: 160, height: 160 },
        frames: [{ name: 'address', x: 25, y: 67, width: 78, height: 22 }],
      },
    },
  },
  assets: { regular: 'regular' },
};

const template: Template = {
  ...{
    schema: 'posthorn/1',
    kind: 'template',
    id: 'test-letter',
    name: 'Test',
    purpose: 'service',
    brand: 'test-letter',
    languages: ['en'],
  },
  data: {
    type: 'object',
    required: ['account', 'address'],
    properties: { account: { type: 'string' }, address: { type: 'array', items: { type: 'string' } } },
  },
  subject: 'Test',
  letter: {
    master: 'letter',
    frames: { address: [{ type: 'repeat', each: 'address', as: 'line', body: [{ type: 'paragraph', text: '{{ line }}' }] }] },
  },
  body: [
    { type: 'heading', level: 1, text: 'Test' },
    { type: 'paragraph', text: 'This is a test letter of Posthorn. Dies ist ein Testbrief von Posthorn.' },
    { type: 'paragraph', text: '{{ account }}' },
  ],
};
