import { describe, expect, it } from 'vitest';
import { block, shopBundle, shopRecords, smallBrand, smallBundle, smallRecord } from '../../test/bundles.ts';
import { type CompileOptions, CompositionError, compile, type Format } from '../compose.ts';
import type { Node, Template, TemplateBundle } from '../template/model.ts';
import { checkDuties, type Duty } from './index.ts';

const p = (text: string, more: object = {}): Node => ({ type: 'paragraph', text, ...more });
const LAW =
  'You may withdraw from this contract within fourteen days without giving any reason, by an unequivocal statement to {{ brand.sender.organisation }}.';
const notice = block('withdrawal', [p(LAW, { style: 'small' })]);
const signature = block('signature', [p('Yours sincerely'), p('{{ brand.sender.organisation }}')]);
const put: Node = { type: 'block', ref: 'withdrawal' };
const sign: Node = { type: 'block', ref: 'signature' };
const filling = Array.from({ length: 60 }, (_, i) => p(`Line ${i} of what else there is to say.`));

/** A letter with these nodes, whose small print has so many points. */
function letter(body: readonly Node[], size = 9, more: Partial<Template> = {}): TemplateBundle {
  const bundle = smallBundle(body, more);
  const styles = { ...smallBrand.styles, small: { font: 'sans', size } };
  return { ...bundle, brand: { ...bundle.brand, styles }, blocks: { withdrawal: notice, signature } };
}

const duty: Duty = {
  id: 'withdrawal',
  name: 'Right of withdrawal',
  source: '§ 355 BGB',
  block: 'withdrawal',
  wording: notice,
  minimumSize: 9,
  position: 'before-signature',
  signatures: ['signature'],
};

async function findings(bundle: TemplateBundle, duties: readonly Duty[] = [duty], format: Format = 'pdf', record: object = smallRecord) {
  const program = await compile(bundle, { formats: [format], duties });
  try {
    return program.compose(record as typeof smallRecord, format).diagnostics.filter(({ code }) => code.startsWith('duty.'));
  } catch (error) {
    if (error instanceof CompositionError) return error.diagnostics;
    throw error;
  }
}
const codes = async (...args: Parameters<typeof findings>) => (await findings(...args)).map(({ code }) => code);

describe('a duty', () => {
  it('is met by the block as approved, in nine points, before the signature', async () => {
    expect(await findings(letter([p('Dear {{ name }},'), put, sign]))).toEqual([]);
  });

  it('refuses a letter without the block, also where its text was copied', async () => {
    const [found] = await findings(letter([p(LAW, { style: 'small' }), sign]));
    expect(found).toEqual({
      severity: 'error',
      code: 'duty.missing',
      message: '“Right of withdrawal” (§ 355 BGB) asks for the block “withdrawal”, which is not in the letter.',
      place: { part: 'template', pointer: '/body' },
      hint: 'Put the block in by reference; a copy of its text does not count.',
    });
  });

  it('refuses a record for which a condition hides the block, and tells the place', async () => {
    // biome-ignore lint/suspicious/noThenProperty: a key of the model, never a promise
    const bundle = letter([{ type: 'if', condition: "name == 'Nobody'", then: [put] }, sign]);
    expect(await findings(bundle)).toMatchObject([{ code: 'duty.not-shown', place: { part: 'template', pointer: '/body/0/then/0' } }]);
  });

  it('refuses another wording than the approved one, but not other ids of its nodes', async () => {
    const other = block('withdrawal', [p(LAW.replace('fourteen', 'seven'), { style: 'small' })]);
    const bundle = letter([put, sign]);
    expect(await codes({ ...bundle, blocks: { ...bundle.blocks, withdrawal: other } })).toEqual(['duty.changed']);
    const named = block('withdrawal', [p(LAW, { style: 'small', id: 'n1' })]);
    expect(await codes({ ...bundle, blocks: { ...bundle.blocks, withdrawal: named } })).toEqual([]);
  });

  it('refuses letters that come out smaller than it allows', async () => {
    expect(await findings(letter([put, sign], 8.5))).toMatchObject([
      { code: 'duty.too-small', message: expect.stringContaining('asks for 9 pt; the block “withdrawal” has 8.5 pt in the letter') },
    ]);
  });

  it('does not mind the raised number of a note, but the note itself', async () => {
    const noted = (size: number): TemplateBundle => {
      const text = [
        { type: 'text', text: 'You may withdraw' },
        { type: 'footnote', text: 'Within fourteen days.' },
      ] as const;
      const withNote = block('withdrawal', [{ type: 'paragraph', text, style: 'small' }]);
      const bundle = letter([put, sign]);
      const styles = { ...bundle.brand.styles, footnote: { font: 'sans', size } };
      return { ...bundle, brand: { ...bundle.brand, styles }, blocks: { ...bundle.blocks, withdrawal: withNote } };
    };
    const { wording: _any, ...free } = duty;
    expect(await codes(noted(9), [free])).toEqual([]);
    expect(await codes(noted(7), [free])).toEqual(['duty.too-small']);
  });

  it('finds its text across hyphens, lines and pages', async () => {
    const long = block('withdrawal', [
      p(Array.from({ length: 400 }, (_, i) => `Widerrufsbelehrungspflichten${i}`).join(' '), { style: 'small' }),
    ]);
    const bundle = letter([put, sign], 9, { languages: ['de'] });
    const style = { font: 'sans', size: 9, hyphenate: true, align: 'justify' as const };
    const brand = { ...bundle.brand, styles: { ...bundle.brand.styles, small: style } };
    expect(await codes({ ...bundle, brand, blocks: { ...bundle.blocks, withdrawal: long } }, [{ ...duty, wording: long }])).toEqual([]);
  });

  it('refuses a block whose text sticks out of the sheet', async () => {
    const bundle = letter([sign]);
    const frames = [{ name: 'foot', x: 25, y: 280, width: 160, height: 12, content: [...filling.slice(0, 6), put] }];
    const masters = { letter: { ...smallBrand.masters.letter!, first: { ...smallBrand.masters.letter!.first, frames } } };
    const { position: _anywhere, ...free } = duty;
    expect(await codes({ ...bundle, brand: { ...bundle.brand, masters } }, [free])).toEqual(['layout.frame-overflow', 'duty.not-shown']);
    const roomy = { letter: { ...masters.letter, first: { ...masters.letter.first, frames: [{ ...frames[0]!, content: [put] }] } } };
    expect(await codes({ ...bundle, brand: { ...bundle.brand, masters: roomy } }, [free])).toEqual([]);
  });
});

describe('a place that a duty asks for', () => {
  const at = (position: Duty['position'], body: readonly Node[], format: Format = 'pdf') =>
    codes(letter(body), [{ ...duty, position: position! }], format);

  it.each<[NonNullable<Duty['position']>, readonly Node[], readonly Node[]]>([
    ['before-signature', [p('a'), put, sign], [p('a'), sign, put]],
    ['after-signature', [sign, put], [put, sign]],
    ['start', [{ type: 'heading', level: 1, text: 'Contract' }, put, p('a')], [p('a'), put]],
    ['end', [p('a'), put], [put, p('a')]],
    ['first-page', [put, ...filling], [...filling, put]],
  ])('%s', async (position, right, wrong) => {
    expect(await at(position, right)).toEqual([]);
    expect(await at(position, wrong)).toEqual(['duty.misplaced']);
  });

  it('is looked for in e-mails and on web pages too', async () => {
    expect(await at('before-signature', [put, sign], 'email')).toEqual([]);
    expect(await at('before-signature', [sign, put], 'email')).toEqual(['duty.misplaced']);
    expect(await at('before-signature', [sign, put], 'html')).toEqual(['duty.misplaced']);
  });

  it('says so where there is no signature, and knows one by its field or its id', async () => {
    expect(await findings(letter([put]))).toMatchObject([
      { code: 'duty.misplaced', message: expect.stringContaining('there is no signature'), hint: expect.stringContaining('"signature"') },
    ]);
    expect(await at('before-signature', [put, { type: 'field', kind: 'signature', name: 's', label: 'Signature' }])).toEqual([]);
    expect(await at('before-signature', [put, { type: 'keep', id: 'signature', body: [p('Ada')] }])).toEqual([]);
  });

  it('is right if one of several places is', async () => {
    expect(await at('before-signature', [put, sign, put])).toEqual([]);
    expect(await at('first-page', [put, ...filling, put])).toEqual([]);
  });
});

describe('where and for whom a duty holds', () => {
  const without = letter([p('Nothing'), sign]);

  it('holds in the documents that are kept, and elsewhere only where it says so', async () => {
    const sms = letter([put, sign], 9, { sms: { text: 'Your contract is in your portal.' } });
    expect(await codes(without, [duty], 'email')).toEqual(['duty.missing']);
    expect(await codes(without, [{ ...duty, channels: ['letter'] }], 'email')).toEqual([]);
    expect(await codes(sms, [duty], 'sms')).toEqual([]);
    expect(await codes(sms, [{ ...duty, channels: ['sms'] }], 'sms')).toEqual(['duty.not-shown']);
  });

  it('is met by the letter that an e-mail brings', async () => {
    expect(await codes(letter([put, sign], 9, { email: { attachLetter: true, body: [p('See the letter')] } }), [duty], 'email')).toEqual(
      [],
    );
  });

  it('holds for records of its countries, whatever their case, and for those that say none', async () => {
    const german: Duty = { ...duty, records: { field: 'country.code', values: ['DE', 'at'] } };
    expect(await codes(without, [german], 'pdf', { ...smallRecord, country: { code: 'CH' } })).toEqual([]);
    expect(await codes(without, [german], 'pdf', { ...smallRecord, country: { code: 'AT' } })).toEqual(['duty.missing']);
    expect(await codes(without, [german], 'pdf', smallRecord)).toEqual(['duty.missing']);
  });

  it('measures letters on screens in pixels', async () => {
    expect(await codes(letter([put, sign], 5), [duty], 'html')).toEqual([]);
    expect(await codes(letter([put, sign], 5), [{ ...duty, minimumSize: 10 }], 'html')).toEqual(['duty.too-small']);
  });
});

describe('a program with duties', () => {
  it('shows who writes the document all the same, with what is wrong', async () => {
    const program = await compile(letter([p('x')]), { formats: ['pdf'], duties: [duty] });
    const rendition = program.compose(smallRecord, 'pdf', { duties: 'tell' });
    expect(rendition).toMatchObject({ format: 'pdf', pages: 1, diagnostics: [{ code: 'duty.missing' }] });
  });

  it('makes the same bytes as one without', async () => {
    const of = async (options: CompileOptions) => {
      const program = await compile(shopBundle(), { formats: ['pdf', 'email'], ...options });
      return (['pdf', 'email'] as const).map((format) => JSON.stringify(program.compose(shopRecords()[0]!, format)));
    };
    const { wording: _any, position: _where, ...free } = { ...duty, block: 'closing' };
    expect(await of({ duties: [free] })).toEqual(await of({}));
  });
});

describe('a template', () => {
  it('is told what is missing whatever the record, for each channel that it has', () => {
    const email = { email: { body: [p('Hello')] } };
    expect(checkDuties(letter([put], 9, email), [duty])).toMatchObject([{ code: 'duty.missing', place: { pointer: '/email/body' } }]);
    expect(checkDuties(letter([put]), [duty])).toEqual([]);
    expect(checkDuties(letter([p('x')]), [])).toEqual([]);
  });

  it('may put the block in through another one', async () => {
    const bundle = letter([{ type: 'block', ref: 'terms' }, sign]);
    const nested = { ...bundle, blocks: { ...bundle.blocks, terms: block('terms', [p('Terms'), put]) } };
    expect(checkDuties(nested, [duty])).toEqual([]);
    expect(await findings(nested)).toEqual([]);
  });
});
