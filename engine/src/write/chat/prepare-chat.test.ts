import { readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, it } from 'vitest';
import { block, exampleBundle, exampleRecords, smallBundle, smallRecord } from '../../../test/bundles.ts';
import { check, compile, type DataRecord } from '../../compose.ts';
import type { Node, Template, TemplateBundle } from '../../template/model.ts';
import type { ChatMessage } from './chat-message.ts';
import { publishedChatSchema } from './chat-schema.ts';

const p = (text: string): Node => ({ type: 'paragraph', text });
const link = (text: string, href = 'https://plain.example/pay'): Node => ({ type: 'button', text, href });

async function chat(bundle: TemplateBundle, record: DataRecord = smallRecord, imageBase?: string) {
  const program = await compile(bundle, { formats: ['chat'], ...(imageBase === undefined ? {} : { imageBase }) });
  const rendition = program.compose(record, 'chat');
  if (rendition.format !== 'chat') throw new Error(rendition.format);
  return rendition;
}
const messageOf = async (body: readonly Node[], more: Partial<Template> = {}): Promise<ChatMessage> =>
  (await chat(smallBundle(body, more))).message;

const published = readFileSync(new URL('../../../schema/posthorn-chat-1.schema.json', import.meta.url), 'utf8');
const fits = new Ajv2020({ strict: false }).compile(JSON.parse(published) as object);

describe('a chat message', () => {
  it('is text with the looks that messengers share, and plain beside it', async () => {
    const { parts } = await messageOf([
      { type: 'heading', level: 1, text: 'Hello' },
      p('**Dear** _{{ name }}_,\nhow are you?'),
      {
        type: 'paragraph',
        text: [
          { type: 'text', text: 'old', marks: [{ type: 'strike' }, { type: 'color', color: '#ff0000' }] },
          { type: 'text', text: ', ' },
          { type: 'text', text: 'new', marks: [{ type: 'link', href: 'https://plain.example' }] },
        ],
      },
    ]);
    expect(parts).toEqual([
      {
        type: 'text',
        spans: [
          { text: 'Hello', bold: true },
          { text: '\n\n' },
          { text: 'Dear', bold: true },
          { text: ' ' },
          { text: 'Ada', italic: true },
          { text: ',\nhow are you?\n\n' },
          { text: 'old', strike: true },
          { text: ', ' },
          { text: 'new', href: 'https://plain.example' },
        ],
        text: 'Hello\n\nDear Ada,\nhow are you?\n\nold, new (https://plain.example)',
      },
    ]);
  });

  it('has buttons below the text before them; text behind them is a bubble of its own', async () => {
    const { parts, text } = await messageOf([p('Pay.'), link('Pay'), link('Call', 'tel:+44201'), p('Thank you.')]);
    expect(parts).toMatchObject([
      {
        text: 'Pay.',
        buttons: [
          { type: 'link', text: 'Pay', url: 'https://plain.example/pay' },
          { type: 'call', text: 'Call', phone: '+44201' },
        ],
      },
      { text: 'Thank you.' },
    ]);
    expect(text).toBe('Pay.\nPay: https://plain.example/pay\nCall: +44201\n\nThank you.');
  });

  it('makes cards of boxes with a heading or a picture, a carousel of those that follow one another, and text of other boxes', async () => {
    const offer = (title: string): Node => ({
      type: 'box',
      body: [{ type: 'image', asset: 'dot', alt: 'A dot' }, { type: 'heading', level: 3, text: title }, p('Fresh.'), link('Buy')],
    });
    const side = { width: { share: 1 } } as const;
    const { parts } = await messageOf([
      {
        type: 'columns',
        columns: [
          { ...side, body: [offer('Tea')] },
          { ...side, body: [offer('Cake')] },
        ],
      },
      { type: 'box', body: [p('Only text.')] },
    ]);
    expect(parts).toMatchObject([
      {
        type: 'cards',
        cards: [
          { title: 'Tea', text: 'Fresh.', image: { alt: 'A dot' }, buttons: [{ text: 'Buy' }] },
          { title: 'Cake', text: 'Fresh.' },
        ],
      },
      { type: 'text', text: 'Only text.' },
    ]);
  });

  it('names its pictures for their content, hands over their bytes, and says where they are published', async () => {
    const { message, images } = await chat(
      smallBundle([{ type: 'image', asset: 'dot', alt: 'A dot' }]),
      smallRecord,
      'https://img.example/m/',
    );
    const [image] = images;
    expect(image).toMatchObject({
      name: expect.stringMatching(/^[0-9a-f]{32}\.png$/),
      mediaType: 'image/png',
      bytes: expect.any(Uint8Array),
    });
    expect(message.parts).toEqual([
      {
        type: 'image',
        image: { file: image!.name, mediaType: 'image/png', url: `https://img.example/m/${image!.name}`, alt: 'A dot' },
      },
    ]);
  });

  it('offers the quick replies whose condition is true, with what comes back', async () => {
    const { replies, text } = await messageOf([p('Was that good?')], {
      chat: {
        replies: [
          { text: 'Yes', value: 'yes-{{ count }}' },
          { text: 'No', when: 'vip' },
          { text: 'Never', when: '!vip' },
        ],
      },
    });
    expect(replies).toEqual([
      { text: 'Yes', value: 'yes-3' },
      { text: 'No', value: 'No' },
    ]);
    expect(text).toBe('Was that good?\n\n[Yes] [No]');
  });

  it('has its own body, blocks their own variants, nodes of this channel alone', async () => {
    const greeting = block('greeting', [p('Dear {{ name }}, with all due respect')], { variants: { chat: [p('Hi {{ name }}')] } });
    const only: Node = { type: 'paragraph', text: 'in chat', only: ['chat'] };
    const body: Node[] = [{ type: 'block', ref: 'greeting' }, only];
    expect((await chat(smallBundle(body, {}, { greeting }))).message.text).toBe('Hi Ada\n\nin chat');
    expect((await messageOf(body.slice(1), { chat: { body: [p('short')], attachLetter: true } })).letter).toBe(true);
  });

  it('says tables, lists, definitions and charts in lines, and loses nothing', async () => {
    const { text } = await messageOf([
      {
        type: 'table',
        each: 'items',
        as: 'item',
        columns: [
          { header: 'Item', width: 'auto', cell: '{{ item.title }}' },
          { header: 'Price', width: 'auto', cell: '{{ item.price }}' },
        ],
        footer: [{ style: 'total', cells: [{ text: 'All' }, { text: '{{ total }}' }] }],
      },
      { type: 'list', items: [[p('one'), p('more')], [p('two')]] },
      { type: 'definitions', items: [{ term: 'Term', body: [p('what it means')] }] },
      {
        type: 'chart',
        kind: 'bar',
        each: 'items',
        as: 'item',
        label: '{{ item.title }}',
        series: [{ name: 'Price', value: 'item.price' }],
      },
      { type: 'barcode', symbology: 'qr', payload: 'name', width: 20, alt: 'A code' },
      { type: 'field', kind: 'checkbox', name: 'ok', label: 'Agreed' },
    ]);
    expect(text.split('\n\n')).toEqual([
      'Item · Price\nTea · 2.5\nCake · 10\nAll · 12.5',
      '• one\n  more\n• two',
      'Term: what it means',
      'Tea: 2.5\nCake: 10.0',
      '[A code]',
      '[ ] Agreed',
    ]);
  });

  it('fits its published schema, whatever example it is of', async () => {
    expect(JSON.parse(published)).toEqual(JSON.parse(JSON.stringify(publishedChatSchema)));
    for (const name of ['newsletter', 'utility-bill', 'shop']) {
      const program = await compile(exampleBundle(name), { formats: ['chat'] });
      for (const record of exampleRecords(name)) {
        const rendition = program.compose(record, 'chat');
        if (rendition.format !== 'chat') throw new Error(rendition.format);
        fits(rendition.message);
        expect(fits.errors ?? []).toEqual([]);
      }
    }
  });
});

describe('limits of messengers', () => {
  const long = (characters: number): Node => p('x'.repeat(characters));
  const found = async (body: readonly Node[], settings: Template['chat'] = {}) => {
    const { diagnostics } = await chat(smallBundle(body, { chat: settings }));
    return diagnostics.map(({ code, message, place }) => [code, message, place.pointer]);
  };

  it('are said of every messenger that takes less, with the place', async () => {
    expect(await found([p('a'), { type: 'line' }, long(3500)])).toEqual([
      ['chat.too-long', 'A message has 3500 characters; RCS takes 3072, Messenger takes 2000.', '/body/2'],
    ]);
    expect(await found([long(700), link('Pay')])).toEqual([
      ['chat.too-long', 'A message with buttons has 700 characters; Messenger takes 640.', '/body/0'],
    ]);
  });

  it('are those of the messengers that the message is for', async () => {
    expect(await found([long(3500)], { messengers: ['whatsapp', 'telegram'] })).toEqual([]);
  });

  it('are those of buttons, replies and cards too', async () => {
    const card: Node = { type: 'box', body: [{ type: 'heading', level: 2, text: 'A title' }] };
    const replies = Array.from({ length: 4 }, (_, i) => ({ text: `Answer ${i}` }));
    const whatsapp = { messengers: ['whatsapp'] } as const;
    expect(await found([p('a'), link('A very long label indeed'), link('b')], whatsapp)).toEqual([
      ['chat.too-long', 'The text of a button has 24 characters; WhatsApp takes 20.', '/body/1'],
      ['chat.too-many', 'There are 2 buttons below one message; WhatsApp takes 1.', '/body/0'],
    ]);
    expect(await found([p('a')], { ...whatsapp, replies })).toEqual([
      ['chat.too-many', 'There are 4 quick replies; WhatsApp takes 3.', '/chat/replies'],
    ]);
    expect(await found(Array(11).fill(card), whatsapp)).toEqual([
      ['chat.too-many', 'There are 11 cards side by side; WhatsApp takes 10.', '/body/0'],
    ]);
  });

  it('do not hide that there is nothing to say', async () => {
    expect(await found([{ type: 'paragraph', text: 'on paper', only: ['letter'] }])).toEqual([
      ['chat.empty', 'The chat message has nothing to say.', '/chat'],
    ]);
  });

  it('come after what check finds in what is written for chat alone', () => {
    expect(check(smallBundle([], { chat: { body: [p('{{ nmae }}')] } }))).toMatchObject([{ place: { pointer: '/chat/body/0/text' } }]);
    expect(check(smallBundle([], { chat: { replies: [{ text: 'x', when: 'name' }] } }))).toMatchObject([
      { code: 'expression.wrong-result', place: { pointer: '/chat/replies/0/when' } },
    ]);
  });
});
