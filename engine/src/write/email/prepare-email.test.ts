import { describe, expect, it } from 'vitest';
import { shopBundle, shopRecords, smallBundle, smallRecord } from '../../../test/bundles.ts';
import { check, compile, type DataRecord, type Program } from '../../compose.ts';
import type { Node } from '../../template/model.ts';
import { divide } from './divisions.ts';

function message(program: Program, record: DataRecord) {
  const rendition = program.compose(record, 'email');
  if (rendition.format !== 'email') throw new Error('no e-mail');
  return rendition;
}

describe('the message of the shop', async () => {
  const program = await compile(shopBundle(), { formats: ['email'] });
  const mail = message(program, shopRecords()[0]!);

  it('has subject, preheader, language and the letter attached', () => {
    expect(mail).toMatchObject({ subject: 'Invoice 580539', language: 'en', attachLetter: true });
    expect(mail.html).toMatch(/<html lang="en"/);
    expect(mail.html).toMatch(/<title>Invoice 580539<\/title>/);
    expect(mail.html).toContain('&#163;310.73 for your order of 5 December 2011');
  });

  it('brings its logo along and refers to it', () => {
    expect(mail.inlineImages.map((i) => [i.cid, i.mediaType])).toEqual([['logo@posthorn', 'image/png']]);
    expect(mail.html).toContain('src="cid:logo@posthorn"');
  });

  it('loads nothing from elsewhere, leaves no slot unfilled, and knows dark screens', () => {
    expect(mail.html).not.toMatch(/@@posthorn|\[piece|<script(?! type="application.ld.json")|<link|@import|src="http/);
    expect(mail.html).toContain('name="color-scheme" content="light dark"');
    expect(mail.html).toContain('@media (prefers-color-scheme:dark)');
    expect(mail.html).toMatch(/^\p{ASCII}*$/u);
  });

  it('shows its pictures from where the caller publishes them, by names that are theirs alone', async () => {
    const elsewhere = message(await compile(shopBundle(), { formats: ['email'], imageBase: 'https://img.example/m' }), shopRecords()[0]!);
    const [logo] = elsewhere.publishedImages ?? [];
    expect(logo).toMatchObject({ name: expect.stringMatching(/^[0-9a-f]{32}\.png$/), mediaType: 'image/png' });
    expect(elsewhere.html).toContain(`src="https://img.example/m/${logo!.name}"`);
    expect(elsewhere.html).not.toContain('cid:');
    expect(elsewhere.inlineImages).toEqual([]);
    expect(mail).not.toHaveProperty('publishedImages');
  });

  it('has a text part of the same words', () => {
    expect(mail.text).toContain('Please pay £310.73');
    expect(mail.text).toContain('https://my.hollyhock.example');
  });
});

describe('markup for programs that read messages', () => {
  const invoice = {
    '@type': 'Invoice',
    accountId: '{{ name }}',
    paymentDue: '{{ day }}',
    confirmationNumber: '{{ vip ? "" : "1" }}',
    provider: { '@type': 'Organization', name: 'Plain & Sons' },
    totalPaymentDue: { '@type': 'PriceSpecification', price: '{{ string(total) }}', priceCurrency: '{{ currency }}' },
    broker: { '@type': 'Organization', name: '{{ vip ? "" : "x" }}' },
    url: ['https://plain.example', '{{ vip ? "" : "x" }}'],
  };
  const markupOf = async (record: DataRecord): Promise<string> => {
    const program = await compile(smallBundle([], { email: { markup: [invoice] } }), { formats: ['email'] });
    const { html } = message(program, record);
    return /<script type="application\/ld\+json">([\s\S]*?)<\/script>\n<\/head>/.exec(html)?.[1] ?? '';
  };

  it('says what the template says, without what is empty on a record', async () => {
    expect(JSON.parse(await markupOf(smallRecord))).toEqual({
      '@context': 'http://schema.org',
      '@type': 'Invoice',
      accountId: 'Ada',
      paymentDue: '2026-03-31',
      provider: { '@type': 'Organization', name: 'Plain & Sons' },
      totalPaymentDue: { '@type': 'PriceSpecification', price: '12.50', priceCurrency: 'EUR' },
      url: ['https://plain.example'],
    });
  });

  it('cannot be left by what stands in a record, and means it all the same', async () => {
    const name = '</script><script>alert(1)</script><!-- " \u2028 \\ é 😀 ]]>';
    const source = await markupOf({ ...smallRecord, name });
    expect(source).toMatch(/^[ -~]*$/);
    expect(source).not.toMatch(/[<>&']/);
    expect(JSON.parse(source)).toMatchObject({ accountId: name.replace('\u2028', '\n') });
  });

  it('is checked like all else that an author writes', () => {
    const found = (markup: object) =>
      check(smallBundle([], { email: { markup: [markup] } } as never)).map(({ code, place }) => [code, place.pointer]);
    expect(found({ '@type': 'Invoice', accountId: '{{ nmae }}' })).toEqual([['expression.unknown-name', '/email/markup/0/accountId']]);
    expect(found({ accountId: 'x' })).toEqual([['structure.missing-key', '/email/markup/0']]);
    expect(found({ '@type': 'Invoice', '@context': 'x' })).toEqual([['structure.unknown-key', '/email/markup/0/@context']]);
  });
});

describe('messages', () => {
  const cell = (text: string): Node[] => [{ type: 'paragraph', text }];

  it('put columns side by side, in a section of their own', async () => {
    const body: Node[] = [
      { type: 'paragraph', text: 'before' },
      {
        type: 'columns',
        columns: [
          { width: { share: 2 }, body: cell('left {{ name }}') },
          { width: { share: 1 }, body: cell('right') },
        ],
      },
      { type: 'paragraph', text: 'after' },
    ];
    const { html } = message(await compile(smallBundle(body), { formats: ['email'] }), smallRecord);
    expect(html).toContain('mj-column-per-66');
    // A gutter between them, and nothing at the edges of the message.
    expect(html).toContain('padding:0 10px 0 0px');
    expect(html).toContain('padding:0 0px 0 10px');
    const at = ['before', 'left Ada', 'right', 'after'].map((text) => html.indexOf(`>${text}<`));
    expect(at.every((position, i) => position > (at[i - 1] ?? 0))).toBe(true);
  });

  it('stack wide tables on a phone, every cell with its label', async () => {
    const columns = ['A', 'B', 'C', 'D'].map((header) => ({ header, width: 'auto', cell: '{{ row.title }}' }) as const);
    const program = await compile(
      smallBundle([
        { type: 'table', each: 'items', columns },
        { type: 'table', each: 'items', columns: columns.slice(0, 2) },
      ]),
      { formats: ['email'] },
    );
    const { html } = message(program, smallRecord);
    expect(html.match(/class="ph-stack"/g)).toHaveLength(1);
    expect(html.match(/class="ph-label"[^>]*>[ABCD]: </g)).toHaveLength(8);
  });

  it('bring the images along that they show, and no others', async () => {
    const body: Node[] = [{ type: 'image', asset: 'dot', alt: 'a dot 598', width: 20, align: 'center', when: 'vip' }];
    const bundle = smallBundle(body);
    const { logo: _, ...brand } = bundle.brand;
    const program = await compile({ ...bundle, brand }, { formats: ['email'] });
    const shown = message(program, smallRecord);
    expect(shown.inlineImages).toHaveLength(1);
    expect(shown.html).toContain('alt="a dot 598"');
    expect(shown.html).toContain('src="cid:dot@posthorn"');
    expect(message(program, { ...smallRecord, vip: false }).inlineImages).toEqual([]);
  });

  it('divide columns into whole percentages that add up', () => {
    for (const widths of [
      [{ share: 1 }, { share: 1 }, { share: 1 }],
      [{ fixed: 26 }, { share: 1 }],
      ['auto', { share: 2 }],
      [{ fixed: 400 }, { fixed: 10 }],
    ] as const) {
      const division = divide([...widths]);
      expect(division.reduce((a, b) => a + b, 0)).toBe(100);
      expect(Math.min(...division)).toBeGreaterThanOrEqual(1);
    }
  });
});
