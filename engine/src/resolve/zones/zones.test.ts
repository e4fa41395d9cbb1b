import { describe, expect, it } from 'vitest';
import { block, smallBundle, smallRecord } from '../../../test/bundles.ts';
import { type ComposeOptions, CompositionError, check, compile, type Format } from '../../compose.ts';
import type { Node, Template, TemplateBundle, Zone } from '../../template/model.ts';
import type { Answers, AskedZone } from './answers.ts';

const p = (text: string, more: object = {}): Node => ({ type: 'paragraph', text, ...more });
const letter = (body: readonly Node[], more: Partial<Template> = {}, blocks = {}): TemplateBundle =>
  smallBundle(body, { use: 'interactive', ...more }, blocks);

async function compose(bundle: TemplateBundle, options: ComposeOptions = {}, format: Format = 'text') {
  const program = await compile(bundle, { formats: [format] });
  return program.compose(smallRecord, format, options);
}

/** The lines of the plain text that have words. */
async function lines(bundle: TemplateBundle, answers?: Answers, more: ComposeOptions = {}): Promise<string[]> {
  const rendition = await compose(bundle, { ...(answers === undefined ? {} : { answers }), ...more });
  return rendition.format === 'text' ? rendition.text.split('\n').filter((line) => line !== '') : [];
}

async function codes(bundle: TemplateBundle, answers: Answers = {}): Promise<string[]> {
  try {
    await compose(bundle, { answers });
    return [];
  } catch (error) {
    if (error instanceof CompositionError) return error.diagnostics.map(({ code, place }) => `${code} ${place.pointer}`);
    throw error;
  }
}

const optional = (body: readonly Node[], more: Partial<Zone> = {}): Zone => ({
  ...{ type: 'zone', kind: 'optional', name: 'thanks', question: 'Say thanks?', body },
  ...more,
});
const choice: Zone = {
  ...{ type: 'zone', kind: 'choice', name: 'pay', question: 'How is it paid?' },
  choices: [
    { name: 'debit', label: 'By direct debit', body: [p('We debit it.')] },
    { name: 'transfer', label: 'By transfer', body: [{ type: 'block', ref: 'transfer' }] },
  ],
};
const transfer = { transfer: block('transfer', [p('Please transfer {{ total }}.')]) };
const free = (more: Partial<Zone> = {}): Zone => ({
  ...{ type: 'zone', kind: 'free', name: 'reason', question: 'Why?', body: [p('Dear {{ name }}, we **checked** it.')] },
  ...more,
});
const visit: Node = {
  type: 'paragraph',
  text: [
    { type: 'text', text: 'We come on ' },
    { type: 'input', name: 'day', question: 'When?', kind: 'date' },
    { type: 'text', text: '.' },
  ],
};

describe('a zone that may be left out', () => {
  it('is there unless the clerk leaves it out, or the author did', async () => {
    expect(await lines(letter([optional([p('Thank you.')])]))).toEqual(['Thank you.']);
    expect(await lines(letter([optional([p('Thank you.')]), p('Yours')]), { thanks: false })).toEqual(['Yours']);
    expect(await lines(letter([optional([p('Thank you.')], { leftOut: true }), p('Yours')]), {})).toEqual(['Yours']);
    expect(await lines(letter([optional([p('Thank you.')], { leftOut: true })]), { thanks: true })).toEqual(['Thank you.']);
  });

  it('is decided the same way in an e-mail that is filled from its plan', async () => {
    const bundle = letter([optional([p('Thank you, {{ name }}.')]), choice, p('Yours')], {}, transfer);
    const mail = async (answers: Answers) => {
      const rendition = await compose(bundle, { answers }, 'email');
      return rendition.format === 'email' ? rendition.text : '';
    };
    expect(await mail({ pay: 'transfer' })).toMatch(/Thank you, Ada\.\s+Please transfer 12\.5\.\s+Yours/);
    expect(await mail({ pay: 'debit', thanks: false })).toMatch(/^We debit it\.\s+Yours/);
  });
});

describe('a choice', () => {
  it('shows what was chosen, through blocks as well, and its default without an answer', async () => {
    expect(await lines(letter([choice], {}, transfer), { pay: 'transfer' })).toEqual(['Please transfer 12.5.']);
    expect(await lines(letter([{ ...choice, chosen: 'debit' }], {}, transfer))).toEqual(['We debit it.']);
  });

  it('without a default must be made, and be one of those on offer', async () => {
    expect(await codes(letter([p('x'), choice], {}, transfer))).toEqual(['zone.unanswered /body/1']);
    expect(await codes(letter([choice], {}, transfer), { pay: 'cash' })).toEqual(['zone.wrong-answer /body/0']);
    expect(await codes(letter([choice], {}, transfer), { pay: true })).toEqual(['zone.wrong-answer /body/0']);
  });
});

describe('free text', () => {
  it('is what the author wrote until the clerk writes', async () => {
    expect(await lines(letter([free()]))).toEqual(['Dear Ada, we checked it.']);
    expect(await lines(letter([free()]), { reason: 'First.\n\nSecond,\nin two lines.' })).toEqual(['First.', 'Second,', 'in two lines.']);
    expect(await lines(letter([free(), p('Yours')]), { reason: '' })).toEqual(['Yours']);
  });

  it('takes paragraphs and lists with marks, in the style of what it stands for', async () => {
    const bundle = letter([free({ body: [p('x', { style: 'small' })] })]);
    const styled = { ...bundle, brand: { ...bundle.brand, styles: { ...bundle.brand.styles, small: { size: 7 } } } };
    const answers: Answers = {
      reason: [
        {
          type: 'paragraph',
          text: [{ type: 'text', text: 'Bold', marks: [{ type: 'bold' }] }, { type: 'break' }, { type: 'text', text: 'next' }],
        },
        { type: 'list', ordered: true, items: [[{ type: 'paragraph', text: [{ type: 'text', text: 'one' }] }]] },
      ],
    };
    expect(await lines(styled, answers)).toEqual(['Bold', 'next', '1. one']);
    const rendition = await compose(styled, { answers }, 'html');
    expect(rendition.format === 'html' && rendition.html).toMatch(/class="[^"]*small[^"]*"[^>]*><strong>Bold<\/strong>/);
  });

  it('is text and nothing else: what looks like a field, a mark or a page is shown as it stands', async () => {
    const hostile = '{{ name }} **x** <b> \u0007 {{ nmae';
    expect(await lines(letter([free()]), { reason: hostile })).toEqual(['{{ name }} **x** <b>  {{ nmae']);
    const nodes = [{ type: 'paragraph', text: [{ type: 'field', value: 'name' }] }] as unknown as Answers[string];
    expect(await codes(letter([free()]), { reason: nodes })).toEqual(['zone.wrong-answer /body/0']);
    for (const wrong of [7, true, [null], [{ type: 'pageBreak' }], [{ type: 'paragraph', text: '{{ name }}' }]])
      expect(await codes(letter([free()]), { reason: wrong as Answers[string] })).toEqual(['zone.wrong-answer /body/0']);
  });

  it('keeps to its limits', async () => {
    const limited = letter([free({ limits: { characters: 10, paragraphs: 1, marks: ['italic'], lists: false } })]);
    const bold = [{ type: 'paragraph', text: [{ type: 'text', text: 'a', marks: [{ type: 'bold' }] }] }] as const;
    const list = [{ type: 'list', items: [[{ type: 'paragraph', text: [{ type: 'text', text: 'a' }] }]] }] as const;
    expect(await codes(limited, { reason: '0123456789' })).toEqual([]);
    for (const beyond of ['01234567890', 'a\n\nb', bold, list])
      expect(await codes(limited, { reason: beyond })).toEqual(['zone.wrong-answer /body/0']);
  });

  it('that is required and empty is missing', async () => {
    const required = letter([free({ body: [], required: true })]);
    expect(await codes(required)).toEqual(['zone.unanswered /body/0']);
    expect(await codes(required, { reason: ' \n ' })).toEqual(['zone.unanswered /body/0']);
    expect(await lines(required, { reason: 'So.' })).toEqual(['So.']);
  });
});

describe('an input', () => {
  it('is written as the language writes it', async () => {
    const amount: Node = { type: 'paragraph', text: [{ type: 'input', name: 'sum', question: 'How much?', kind: 'number' }] };
    const bundle = letter([visit, amount], { languages: ['de'] });
    expect(await lines(bundle, { day: '2026-03-31', sum: '1234.50' })).toEqual(['We come on 31. März 2026.', '1.234,5']);
    expect(await lines(bundle, { day: '2026-03-31', sum: 7 })).toEqual(['We come on 31. März 2026.', '7']);
  });

  it('without a default must be answered, by something of its kind', async () => {
    const place = '/body/0/text/1';
    expect(await codes(letter([visit]))).toEqual([`zone.unanswered ${place}`]);
    for (const wrong of ['31.3.2026', '2026-02-30', true, 'x'.repeat(300)])
      expect(await codes(letter([visit]), { day: wrong })).toEqual([`zone.wrong-answer ${place}`]);
    expect(await codes(letter([visit]), { day: '  ' })).toEqual([`zone.unanswered ${place}`]);
  });

  it('has a default of the record, and stands in a subject too', async () => {
    const subject = [{ type: 'input', name: 'about', question: 'About?', default: 'Your order, {{ name }}' }] as const;
    const bundle = letter([], { subject });
    expect((await compose(bundle, {}, 'html')) as { title: string }).toMatchObject({ title: 'Your order, Ada' });
    expect((await compose(bundle, { answers: { about: '**New**' } }, 'html')) as { title: string }).toMatchObject({ title: '**New**' });
  });

  it('of one name is one question, wherever it stands', async () => {
    const again = letter([visit, { type: 'repeat', each: 'items', as: 'item', body: [visit] }]);
    const program = await compile(again, { formats: ['text'] });
    expect(program.zones(smallRecord, 'text').map(({ name }) => name)).toEqual(['day']);
  });
});

describe('questions to the clerk', () => {
  const whole = letter(
    [optional([p('Thank you.'), visit]), choice, free({ required: true, limits: { characters: 50 } })],
    { languages: ['en', 'de'] },
    transfer,
  );

  it('come in the order of the text with their defaults, without those of what is left out', async () => {
    const program = await compile(whole, { formats: ['text'] });
    const asked = (answers: Answers): readonly AskedZone[] => program.zones(smallRecord, 'text', { answers });
    expect(asked({}).map(({ kind, name }) => `${kind} ${name}`)).toEqual(['optional thanks', 'input day', 'choice pay', 'free reason']);
    expect(asked({ thanks: false }).map(({ name }) => name)).toEqual(['thanks', 'pay', 'reason']);
    expect(asked({ reason: 'mine' }).at(-1)).toMatchObject({
      question: 'Why?',
      limits: { characters: 50 },
      required: true,
      default: [
        {
          type: 'paragraph',
          text: [
            { type: 'text', text: 'Dear Ada, we ' },
            { type: 'text', text: 'checked', marks: [{ type: 'bold' }] },
            { type: 'text', text: ' it.' },
          ],
        },
      ],
    });
    expect(asked({})[2]).toMatchObject({
      choices: [
        { name: 'debit', label: 'By direct debit' },
        { name: 'transfer', label: 'By transfer' },
      ],
    });
  });

  it('that are open stand in the text of a draft, with a warning each', async () => {
    const rendition = await compose(whole, { draft: true, answers: { reason: 'x'.repeat(60) } });
    expect(rendition.format === 'text' && rendition.text).toMatch(/We come on \[When\?\]\.\s+\[How is it paid\?\]\s+x{60}/);
    expect(rendition.diagnostics.map(({ severity, code }) => `${severity} ${code}`)).toEqual([
      'warning zone.unanswered',
      'warning zone.unanswered',
      'warning zone.wrong-answer',
    ]);
  });

  it('must be those of the template: an answer to nothing is told', async () => {
    expect(await codes(letter([optional([p('x')])]), { thnaks: false })).toEqual(['zone.unknown ']);
  });

  it('are nobody’s in a batch: there zones are as the author left them, and those without a default are refused', async () => {
    const batch = (nodes: readonly Node[]) => check(smallBundle(nodes, {}, transfer)).map(({ code, place }) => `${code} ${place.pointer}`);
    expect(batch([optional([p('x')]), { ...choice, chosen: 'debit' }, free()])).toEqual([]);
    expect(batch([choice, free({ body: [], required: true }), visit])).toEqual([
      'zone.needs-default /body/0',
      'zone.needs-default /body/1',
      'zone.needs-default /body/2/text/1',
    ]);
  });

  it('are one question where letter and e-mail both have a zone of the name, and two where they ask something else', () => {
    const mail = (question: string) => letter([optional([p('a')])], { email: { body: [optional([p('b')], { question })] } });
    expect(check(mail('Say thanks?'))).toEqual([]);
    expect(check(mail('Be rude?'))).toMatchObject([{ code: 'zone.name-taken', place: { pointer: '/email/body/0/name' } }]);
  });
});
