import { existsSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { type DefaultTreeAdapterTypes, parse } from 'parse5';
import { describe, expect, it } from 'vitest';
import { block, shopBundle, shopRecords, smallBundle, smallRecord } from '../test/bundles.ts';
import { CompositionError, check, compile, type DataRecord, type Format, type Program, type Rendition } from './compose.ts';
import { cleanText } from './resolve/clean-text.ts';
import type { Node, TemplateBundle } from './template/model.ts';

const shop = shopBundle();
const records = shopRecords();

async function programOf(bundle: TemplateBundle, ...formats: Format[]): Promise<Program> {
  return compile(bundle, { formats });
}
const rendition = <F extends Format>(program: Program, record: DataRecord, format: F) =>
  program.compose(record, format) as Extract<Rendition, { format: F }>;

describe("the shop's invoice", async () => {
  const program = await compile(shop);

  it('has no findings', () => {
    expect(program.diagnostics).toEqual([]);
  });

  it('is written in the language of its customer', () => {
    const subjects = records.map((r) => rendition(program, r, 'email').subject);
    expect(subjects).toContain('Invoice 580539');
    expect(subjects.some((s) => s.startsWith('Rechnung'))).toBe(true);
    expect(subjects.some((s) => s.startsWith('Facture'))).toBe(true);
  });

  it('makes every format of every sample record', () => {
    for (const record of records) {
      const pdf = rendition(program, record, 'pdf');
      expect(new TextDecoder().decode(pdf.bytes.subarray(0, 5))).toBe('%PDF-');
      expect(pdf.pages).toBeGreaterThan(0);
      expect(rendition(program, record, 'email').html).toMatch(/^<!doctype html>/i);
      expect(rendition(program, record, 'html').html).toContain('</html>');
      expect(rendition(program, record, 'sms').segments).toBe(1);
      expect(
        rendition(program, record, 'text')
          .text.split('\n')
          .every((line) => line.length <= 78),
      ).toBe(true);
    }
  });

  it('is the same bytes for the same record, from this program and from another', async () => {
    const other = await compile(shopBundle());
    // Bytes as text: comparing them one by one takes a test's whole time.
    const show = (r: Rendition) =>
      JSON.stringify(r, (_, value) => (value instanceof Uint8Array ? Buffer.from(value).toString('base64') : value));
    for (const format of ['pdf', 'email', 'html', 'text', 'sms'] as const) {
      const first = show(program.compose(records[0]!, format));
      expect(show(program.compose({ ...records[0]! }, format)) === first, format).toBe(true);
      expect(show(other.compose(records[0]!, format)) === first, format).toBe(true);
    }
  }, 30_000);

  it('tells how well its words are remembered', async () => {
    const fresh = await compile(shop, { formats: ['pdf'] });
    for (const record of records) fresh.compose(record, 'pdf');
    const { shaping } = fresh;
    expect(shaping?.hits).toBeGreaterThan(0);
    expect(shaping?.hitRate).toBeCloseTo((shaping?.hits ?? 0) / ((shaping?.hits ?? 0) + (shaping?.misses ?? 0)));
    expect((await compile(shop, { formats: ['sms'] })).shaping).toBeUndefined();
  });

  it('knows its number', () => {
    expect(program.reference(records[0]!)).toBe('580539');
    expect(program.reference({ customer: {} })).toBe('');
  });

  it('can be forced into another language', () => {
    const french = program.compose(records[0]!, 'email', { language: 'fr-CA' });
    expect(french).toMatchObject({ language: 'fr', subject: 'Facture 580539' });
  });

  it('says what is wrong with a record and makes nothing of it', () => {
    const broken = { ...records[0]!, invoice: { ...(records[0]!.invoice as object), total: 'a lot', lines: undefined } };
    try {
      program.compose(broken, 'email');
      expect.unreachable();
    } catch (error) {
      expect((error as CompositionError).diagnostics.map((d) => [d.code, d.place.pointer])).toEqual([
        ['data.missing', '/invoice/lines'],
        ['data.wrong-type', '/invoice/total'],
      ]);
    }
    expect(program.compose(records[0]!, 'sms').format).toBe('sms');
  });

  it('refuses a format that it was not compiled for', async () => {
    const quick = await programOf(shop, 'sms');
    expect(() => quick.compose(records[0]!, 'pdf')).toThrow('without the format "pdf"');
  });
});

describe('check', () => {
  it('takes anything for a bundle', () => {
    for (const bundle of [
      {},
      { template: null },
      { ...shop, blocks: undefined },
      { ...shop, blocks: 'x' },
      { ...shop, assets: null },
      { ...shop, brand: [] },
    ]) {
      expect(check(bundle as unknown as TemplateBundle).length).toBeGreaterThan(0);
    }
  });

  it('answers any mutation of a template with findings, never with an exception', () => {
    const source = JSON.stringify({ template: shop.template, brand: shop.brand, blocks: shop.blocks });
    const junk = fc.oneof(
      fc.jsonValue({ maxDepth: 2 }),
      fc.constantFrom(
        '{{',
        '{{ x',
        '{{ name }}',
        '**',
        '__proto__',
        'constructor',
        'page.count',
        'sum',
        '',
        'a'.repeat(9000),
        '((((',
        "'",
        '\u0000',
        '\ud800',
      ),
      fc.constant({ type: 'block', ref: 'footer' }),
      fc.constant({ type: 'table', each: 'x', columns: [] }),
    );
    const outcome = { clean: 0, faulty: 0 };
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat(), junk, fc.boolean()), { minLength: 1, maxLength: 3 }), (mutations) => {
        const parts = JSON.parse(source) as Record<string, unknown>;
        for (const [n, value, remove] of mutations) mutate(parts, n, value, remove);
        const diagnostics = check({ ...(parts as unknown as TemplateBundle), assets: shop.assets });
        expect(Array.isArray(diagnostics)).toBe(true);
        for (const d of diagnostics) expect(d.message).not.toBe('');
        outcome[diagnostics.length === 0 ? 'clean' : 'faulty'] += 1;
      }),
      { numRuns: 100 },
    );
    expect(outcome.faulty).toBeGreaterThan(outcome.clean);
  }, 60_000);
});

/** Replaces or removes the n-th value of a tree. */
function mutate(root: object, n: number, value: unknown, remove: boolean): void {
  const slots: [Record<string, unknown>, string][] = [];
  const visit = (node: unknown): void => {
    if (node === null || typeof node !== 'object') return;
    for (const key of Object.keys(node)) {
      slots.push([node as Record<string, unknown>, key]);
      visit((node as Record<string, unknown>)[key]);
    }
  };
  visit(root);
  const [owner, key] = slots[n % slots.length]!;
  if (remove) delete owner[key];
  else owner[key] = value;
}

/** A body that shows the record's name wherever text can stand. */
const everywhere: Node[] = [
  { type: 'heading', level: 1, text: '{{ name }}' },
  { type: 'paragraph', text: 'A {{ name }} **{{ name }}** _{{ name }}_ z' },
  {
    type: 'paragraph',
    text: [
      {
        type: 'field',
        value: 'name',
        marks: [
          { type: 'color', color: '#ff0000' },
          { type: 'link', href: 'https://x.example/?q={{ urlencode(name) }}' },
        ],
      },
    ],
  },
  { type: 'list', items: [[{ type: 'paragraph', text: '{{ name }}' }]] },
  {
    type: 'table',
    each: 'items',
    as: 'item',
    summary: '{{ name }}',
    columns: ['a', 'b', 'c', 'd'].map(() => ({ header: '{{ name }}', width: 'auto', cell: '{{ item.title }}', note: '{{ item.title }}' })),
    footer: [{ cells: [{ text: '{{ name }}', span: 3 }, { text: '{{ name }}' }] }],
  },
  { type: 'image', asset: 'dot', alt: '{{ name }}' },
  { type: 'barcode', symbology: 'qr', payload: "'x'", width: 20, alt: '{{ name }}' },
  {
    type: 'columns',
    columns: [
      { width: 'auto', body: [{ type: 'paragraph', text: '{{ name }}' }] },
      { width: { share: 1 }, body: [] },
    ],
  },
  { type: 'box', body: [{ type: 'paragraph', text: '{{ name }}' }] },
  { type: 'button', text: '{{ name }}', href: 'https://x.example/{{ urlencode(name) }}' },
];

/** A few of the big list of naughty strings and of known XSS payloads; the lists themselves are used where they lie beside the checkout. */
const NAUGHTY = [
  '<script>alert(1)</script>',
  '"><img src=x onerror=alert(1)>',
  "' onmouseover='alert(1)",
  '</title><script>alert(1)</script>',
  '</style><script>alert(1)</script>',
  '--><script>alert(1)</script>',
  '<!--[if mso]><script>alert(1)</script><![endif]-->',
  '{{ name }} $(name) <%= name %> 598 @@posthorn-body@@ @@posthorn-href@@ $& $1 $$',
  'javascript:alert(1)//&lt;b&gt;&amp;',
  '<svg/onload=alert(1)>',
  '\u202eevil\u202c 𝕋𝕙𝕖 🇩🇪 ﷽ Ω≈ç√∫ 田中さん Z̮̞̠͙͔ͅḀ̗̞͈',
  'a\u0000b\u0007c\ud800d\r\ne\tf',
  '**not bold** _not italic_ \\',
  '',
];

const shared = (path: string): string[] => {
  const file = new URL(`../../../shared/data/${path}`, import.meta.url);
  return existsSync(file)
    ? readFileSync(file, 'utf8')
        .split('\n')
        .filter((line) => line !== '' && !line.startsWith('#'))
    : [];
};

interface ParsedPage {
  readonly elements: readonly string[];
  readonly attributes: readonly string[];
  readonly comments: readonly string[];
  readonly text: string;
}

/** What a browser makes of a page. */
function parsePage(html: string): ParsedPage {
  const page = { elements: [] as string[], attributes: [] as string[], comments: [] as string[], text: '' };
  const visit = (node: DefaultTreeAdapterTypes.Node): void => {
    if ('tagName' in node) {
      if (node.tagName !== 'br') page.elements.push(node.tagName);
      for (const { name, value } of node.attrs) page.attributes.push(`${name}=${value}`);
      if (node.tagName === 'br') page.text += '\n';
      if (node.tagName === 'style') return;
    }
    if (node.nodeName === '#comment') page.comments.push((node as DefaultTreeAdapterTypes.CommentNode).data);
    if (node.nodeName === '#text') page.text += (node as DefaultTreeAdapterTypes.TextNode).value;
    if ('childNodes' in node) for (const child of node.childNodes) visit(child);
  };
  visit(parse(html));
  return page;
}

describe('data from outside', async () => {
  const program = await programOf(
    smallBundle(everywhere, { sms: { text: '{{ name }}' }, email: { preheader: '{{ name }}' } }),
    'email',
    'html',
    'text',
    'sms',
  );
  const strings = [
    ...NAUGHTY,
    ...shared('naughty-strings/blns.txt'),
    ...shared('xss-payloads/Intruder/xss-payload-list.txt').filter((_, i) => i % 5 === 0),
  ];

  it.each(['email', 'html'] as const)(
    'stays text in %s: nothing of it becomes a tag, an attribute or a link',
    (format) => {
      // Many strings to a page: each stands in a cell of its own, and all of them one after the other wherever text can stand.
      for (let i = 0; i < strings.length; i += 40) {
        const texts = strings.slice(i, i + 40);
        const recordOf = (some: readonly string[]) => ({
          ...smallRecord,
          name: `x ${some.join(' ')} x`,
          items: some.map((title) => ({ title, price: '1' })),
        });
        const page = parsePage(rendition(program, recordOf(texts), format).html);
        const harmless = parsePage(rendition(program, recordOf(texts.map((text) => (cleanText(text) === '' ? '' : 'x'))), format).html);
        expect(page.elements).toEqual(harmless.elements);
        expect(page.comments).toEqual(harmless.comments);
        for (const attribute of page.attributes) expect(attribute).not.toMatch(/^on|^(href|src)=\s*(javascript|vbscript|data:text)/i);
        for (const text of texts) expect(page.text).toContain(cleanText(text));
      }
    },
    300_000,
  );

  it('stays itself in text and SMS', () => {
    for (const text of strings) {
      const sms = rendition(program, { ...smallRecord, name: text }, 'sms');
      expect(sms.text.isWellFormed()).toBe(true);
      expect(rendition(program, { ...smallRecord, name: text }, 'text').text.isWellFormed()).toBe(true);
    }
  }, 60_000);

  it('cannot make a link of its own', async () => {
    const links = await programOf(smallBundle([{ type: 'button', text: 'x', href: '{{ name }}' }]), 'email', 'html');
    for (const address of [
      'javascript:alert(1)',
      'JaVaScRiPt:alert(1)',
      'data:text/html,<script>',
      'vbscript:x',
      '//evil.example',
      ' \u0001javascript:x',
      'https:',
    ]) {
      expect(() => links.compose({ ...smallRecord, name: address }, 'html')).toThrow(CompositionError);
    }
    const { html } = rendition(links, { ...smallRecord, name: 'https://ok.example/"><script>' }, 'html');
    expect(html).toContain('href="https://ok.example/%22%3E%3Cscript%3E"');
  });
});

describe('a program', () => {
  it('resolves blocks with their parameters, and binds names only inside', async () => {
    const greeting = block('greeting', [{ type: 'paragraph', text: 'Dear {{ who }}, {{ total }}' }], { parameters: ['who'] });
    const body: Node[] = [
      { type: 'repeat', each: 'items', as: 'item', body: [{ type: 'block', ref: 'greeting', with: { who: 'item.title' } }] },
    ];
    const program = await programOf(smallBundle(body, {}, { greeting }), 'text');
    expect(rendition(program, smallRecord, 'text').text).toBe('Dear Tea, 12.5\n\nDear Cake, 12.5\n');
  });

  it('gives each format of a record from one reading', async () => {
    const program = await programOf(
      smallBundle([
        { type: 'paragraph', text: 'Hello', only: ['email'] },
        { type: 'paragraph', text: 'Page', only: ['web'] },
      ]),
      'text',
      'html',
    );
    expect(rendition(program, smallRecord, 'text').text).toBe('Hello\n');
    expect(rendition(program, smallRecord, 'html').html).toContain('>Page</p>');
  });
});
