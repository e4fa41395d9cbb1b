import { describe, expect, it } from 'vitest';
import { block, shopBundle, smallBundle } from '../../test/bundles.ts';
import type { Node, Template } from '../template/model.ts';
import { type AttributeRule, attributesOf, attributesUsed, checkAttributes, ruleFor, rulesFor } from './index.ts';

const p = (text: string, more: object = {}): Node => ({ type: 'paragraph', text, ...more });
const text = { type: 'string' };
const data = {
  type: 'object',
  properties: {
    customer: {
      type: 'object',
      properties: { name: text, birthDate: text, attributes: { type: 'object' } },
    },
    policy: {
      type: 'object',
      properties: {
        diagnoses: {
          type: 'array',
          items: { type: 'object', properties: { code: text, words: text, cost: { type: 'string', format: 'decimal' } } },
        },
        tags: { type: 'array', items: text },
      },
    },
  },
} as const;

const used = (body: readonly Node[], more: object = {}, blocks = {}) => {
  const bundle = smallBundle(body, { data, subject: 'Hello', ...more } as Partial<Template>);
  return attributesUsed({ ...bundle, blocks: { ...bundle.blocks, ...blocks } });
};
const paths = (...args: Parameters<typeof used>) =>
  [...new Set(used(...args).map(({ path, whole }) => (whole ? `${path}/…` : path)))].sort();

describe('the attributes that a template uses', () => {
  it('are found in text, with the node and the words in it', () => {
    expect(used([p('Dear {{ customer.name }}')])).toEqual([
      {
        path: 'customer.name',
        whole: false,
        kind: 'text',
        channels: ['letter', 'email', 'web'],
        languages: ['en', 'de', 'fr'],
        place: { part: 'template', pointer: '/body/0/text', excerpt: expect.objectContaining({ length: 'customer.name'.length }) },
      },
    ]);
  });

  it('are found in conditions, which tell of them too, and in what is only asked for', () => {
    expect(used([p('Well?', { when: "has(customer.birthDate) && customer.name != ''" })]).map(({ path, kind }) => [path, kind])).toEqual([
      ['customer.birthDate', 'condition'],
      ['customer.name', 'condition'],
    ]);
  });

  it('are found under the names that repeats give to the items of lists', () => {
    const repeat: Node = { type: 'repeat', each: 'policy.diagnoses', as: 'one', body: [p('{{ one.code }}')] } as Node;
    expect(paths([repeat])).toEqual(['policy.diagnoses', 'policy.diagnoses.code']);
  });

  it('are found in what functions and macros go through', () => {
    expect(paths([p("{{ join(policy.diagnoses.filter(d, d.code != '').map(d, d.words), ', ') }}")])).toEqual([
      ...['policy.diagnoses', 'policy.diagnoses.code', 'policy.diagnoses.words'],
    ]);
    expect(
      paths([p('{{ policy.diagnoses[0].cost }} {{ policy.diagnoses.filter(d, true)[0].code }} {{ join(policy.tags, " ") }}')]),
    ).toEqual([...['policy.diagnoses', 'policy.diagnoses.code', 'policy.diagnoses.cost', 'policy.tags']]);
    expect(paths([p('{{ size(policy.diagnoses) }}')])).toEqual(['policy.diagnoses']);
  });

  it('are found in blocks, whatever their parameters are called', () => {
    const inner = block('inner', [p('{{ who.birthDate }} {{ all[0].words }}')]);
    const put = { type: 'block', ref: 'inner', with: { who: 'customer', all: 'policy.diagnoses' } } as Node;
    const blocks = { inner: { ...inner, parameters: ['who', 'all'] } };
    expect(paths([put], {}, blocks)).toEqual(['customer', 'customer.birthDate', 'policy.diagnoses', 'policy.diagnoses.words']);
    expect(used([put], {}, blocks).find(({ path }) => path === 'customer.birthDate')).toMatchObject({
      place: { part: 'block', id: 'inner', pointer: '/body/0/text' },
    });
  });

  it('are all that may be within, where the schema says nothing of the inside', () => {
    expect(paths([p('{{ string(customer.attributes.health.smoker) }} {{ string(customer.attributes["club"]) }}')])).toEqual([
      'customer.attributes.club/…',
      'customer.attributes.health.smoker/…',
    ]);
  });

  it('tell where they are shown: in a subject, on one channel only', () => {
    const email = { subject: 'For {{ customer.name }}' };
    const found = used([p('{{ customer.birthDate }}', { only: ['letter'] })], { email });
    expect(found.map(({ path, kind, channels }) => [path, kind, channels])).toEqual([
      ['customer.birthDate', 'text', ['letter']],
      ['customer.name', 'subject', ['email']],
    ]);
  });

  it('of the language and the number of a document count for all its channels', () => {
    const [number] = used([p('Hello')], { reference: 'customer.name' });
    expect(number).toMatchObject({ path: 'customer.name', kind: 'reference', channels: expect.arrayContaining(['letter', 'sms']) });
  });

  it('are found in barcodes and charts', () => {
    const barcode = { type: 'barcode', symbology: 'datamatrix', payload: 'customer.name', width: 20, alt: 'Code' } as Node;
    const chart = {
      ...{ type: 'chart', kind: 'bar', each: 'policy.diagnoses', as: 'd', label: '{{ d.words }}', title: 'Costs' },
      series: [{ name: 'Costs', value: 'd.cost' }],
    } as unknown as Node;
    const found = used([barcode, chart]);
    expect(found.find(({ path }) => path === 'customer.name')?.kind).toBe('barcode');
    expect(found.find(({ path }) => path === 'policy.diagnoses.cost')?.kind).toBe('chart');
  });

  it('of the example are all in its schema', () => {
    const bundle = shopBundle();
    const known = attributesOf(bundle.template);
    const found = attributesUsed(bundle);
    expect(found.length).toBeGreaterThan(15);
    expect(found.map(({ path }) => path).filter((path) => !known.some((one) => `${one}.`.startsWith(`${path}.`)))).toEqual([]);
  });
});

const rule = (pattern: string, more: Partial<AttributeRule> = {}): AttributeRule => ({
  ...{ pattern, name: pattern, sensitivity: 'ordinary', purposes: ['contract', 'service'] },
  ...more,
});

describe('the rule for an attribute', () => {
  it('is the one that means it most exactly, and of two alike the more sensitive', () => {
    const rules = [
      rule('**'),
      rule('customer.*'),
      rule('customer.name'),
      rule('**.name', { sensitivity: 'special' }),
      rule('a.*'),
      rule('*.b'),
    ];
    expect(ruleFor('customer.name', rules)?.pattern).toBe('customer.name');
    expect(ruleFor('customer.BirthDate', rules)?.pattern).toBe('customer.*');
    expect(ruleFor('holder.name', rules)?.pattern).toBe('**.name');
    expect(ruleFor('other.deep.thing', rules)?.pattern).toBe('**');
    expect(ruleFor('a.b', [rule('a.*'), rule('*.b', { sensitivity: 'special' })])?.pattern).toBe('*.b');
    expect(ruleFor('customer', [rule('customer.**')])?.pattern).toBe('customer.**');
    expect(ruleFor('customers', [rule('customer.**')])).toBeUndefined();
  });

  it('holds for what is used whole, whatever may be within', () => {
    const rules = [rule('customer.attributes.health.**'), rule('policy.**')];
    const reached = (path: string, whole: boolean) => rulesFor({ path, whole }, rules).map(({ pattern }) => pattern);
    expect(reached('customer.attributes', true)).toEqual(['customer.attributes.health.**']);
    expect(reached('customer.attributes', false)).toEqual([]);
    expect(reached('customer.attributes.club', true)).toEqual([]);
  });
});

describe('a use for another purpose', () => {
  const bundle = smallBundle([p('Many happy returns on {{ customer.birthDate }}')], {
    data,
    subject: 'Hello',
    purpose: 'advertising',
  } as never);
  const born = rule('customer.birthDate', { name: 'Date of birth', sensitivity: 'confidential' });

  it('is an error at its place', () => {
    expect(checkAttributes(bundle, [born])).toEqual([
      expect.objectContaining({
        severity: 'error',
        code: 'attribute.not-allowed',
        message:
          '“customer.birthDate” (Date of birth) is confidential and may be used only for contract, service; this template is for advertising.',
        place: expect.objectContaining({ part: 'template', pointer: '/body/0/text' }),
      }),
    ]);
  });

  it('is none for a purpose that the register allows', () => {
    expect(checkAttributes({ ...bundle, template: { ...bundle.template, purpose: 'contract' } }, [born])).toEqual([]);
  });

  it('is one for all purposes where the register allows none', () => {
    const [found] = checkAttributes({ ...bundle, template: { ...bundle.template, purpose: 'contract' } }, [{ ...born, purposes: [] }]);
    expect(found?.message).toContain('may be used for no communication');
  });
});
