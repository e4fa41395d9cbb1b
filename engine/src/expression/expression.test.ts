import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compileClosure } from './closures.ts';
import { type DataType, dataTypeOf } from './data-type.ts';
import { Decimal } from './decimal.ts';
import { type Language, makeLanguage, makeLiteralsExact } from './environment.ts';
import { compileExpression, ExpressionFailure } from './expression.ts';
import { compileReader } from './read-record.ts';

const schema = {
  type: 'object',
  properties: {
    name: { type: 'string' },
    note: { type: 'string' },
    count: { type: 'integer' },
    total: { type: 'string', format: 'decimal' },
    vip: { type: 'boolean' },
    invoice: {
      type: 'object',
      properties: {
        number: { type: 'string' },
        lines: {
          type: 'array',
          items: { type: 'object', properties: { title: { type: 'string' }, amount: { format: 'decimal', type: 'string' } } },
        },
      },
    },
    free: {},
  },
};
const record = {
  name: 'Ada',
  count: 3,
  total: '12.50',
  vip: true,
  invoice: {
    number: 'R-1',
    lines: [
      { title: 'Tea', amount: '2.50' },
      { title: 'Cake', amount: '10.00' },
    ],
  },
  free: { deep: [1, 'two'] },
};

const type = dataTypeOf(schema, '', (fault) => expect.unreachable(fault.message)) as DataType & { kind: 'object' };
const scope = compileReader(schema, type)(record, '', []) as Record<string, unknown>;
const languages = new Map<string, Language>();
function language(locale: string): Language {
  let made = languages.get(locale);
  if (made === undefined) {
    made = makeLanguage(locale, type.fields, (fault) => expect.unreachable(fault.message));
    languages.set(locale, made);
  }
  return made;
}

function evaluate(source: string, locale = 'en-GB'): unknown {
  const compiled = compileExpression(source, language(locale));
  if ('fault' in compiled) throw new Error(compiled.fault.message);
  return compiled.expression.evaluate({ ...scope });
}
function fault(source: string) {
  const compiled = compileExpression(source, language('en-GB'));
  if (!('fault' in compiled)) throw new Error(`No fault in ${source}`);
  return compiled.fault;
}
function failure(source: string): ExpressionFailure {
  try {
    evaluate(source);
  } catch (error) {
    if (error instanceof ExpressionFailure) return error;
    throw error;
  }
  throw new Error(`No failure of ${source}`);
}
const plain = (value: unknown): unknown => (value instanceof Decimal ? value.toString() : value);

describe('expressions', () => {
  it.each([
    ['invoice.number', 'R-1'],
    ["name + ' (' + string(count) + ')'", 'Ada (3)'],
    ['sum(invoice.lines.map(l, l.amount))', '12.50'],
    ['total * 0.19', '2.3750'],
    ['round(total * 0.19, 2)', '2.38'],
    ['0.1 + 0.2 == 0.3', true],
    ['total == 12.5', true],
    ['total > 12 && count < 4', true],
    ['-total', '-12.50'],
    ['divide(total, count, 2)', '4.17'],
    ['invoice.lines.exists(l, l.amount >= 10.00)', true],
    ["invoice.lines.filter(l, l.title == 'Tea').size()", 1n],
    ["default(note, 'none')", 'none'],
    ["default(free.none.deeper, 'none')", 'none'],
    ["default(invoice.number, 'none')", 'R-1'],
    ['has(invoice.number)', true],
    ["vip ? 'Dear' : 'Hello'", 'Dear'],
    ['free.deep[0] + 1', 2n],
    ['count / 2', 1n],
    ['max(total, 20)', '20'],
    ["join(invoice.lines.map(l, l.title), ', ')", 'Tea, Cake'],
    ["name.matches('^A') && name.startsWith('A')", true],
    ["'R-1' in ['R-1', 'R-2']", true],
  ] as const)('%s', (source, expected) => {
    expect(plain(evaluate(source))).toBe(expected);
  });

  it('format money, dates, plurals and countries by language', () => {
    const all = (source: string) => ['en-GB', 'de', 'fr'].map((locale) => String(evaluate(source, locale)).replaceAll(/\s/g, ' '));
    expect(all("money(decimal('-1234.5'), 'EUR')")).toEqual(['-€1,234.50', '-1.234,50 €', '-1 234,50 €']);
    expect(all("date('2026-03-01', 'long')")).toEqual(['1 March 2026', '1. März 2026', '1 mars 2026']);
    expect(all("date('2026-03-01T23:30:00-08:00', 'numeric')")).toEqual(['01/03/2026', '01.03.2026', '01/03/2026']);
    expect(all("country('DE')")).toEqual(['Germany', 'Deutschland', 'Allemagne']);
    expect(all("plural(0, {'one': '# item', 'other': '# items'})")).toEqual(['0 items', '0 items', '0 item']);
    expect(all("plural(12345, {'one': '# item', 'other': '# items'})")).toEqual(['12,345 items', '12.345 items', '12 345 items']);
    expect(all('percent(0.195, 1)')).toEqual(['19.5%', '19,5 %', '19,5 %']);
    expect(all('number(1234567.5)')).toEqual(['1,234,567.5', '1.234.567,5', '1 234 567,5']);
    expect(all("upper('straße')")).toEqual(['STRASSE', 'STRASSE', 'STRASSE']);
    expect(all("truncate('Guten Tag', 7)")).toEqual(['Guten…', 'Guten…', 'Guten…']);
    expect(all("title('WHITE hanging heart')")).toEqual(['White Hanging Heart', 'White Hanging Heart', 'White Hanging Heart']);
  });

  it('count days over leap days and turns of the year', () => {
    expect(evaluate("addDays('2028-02-28', 1)")).toBe('2028-02-29');
    expect(evaluate("addDays('2026-12-31', 1)")).toBe('2027-01-01');
    expect(evaluate("daysBetween('2026-03-01', '2026-02-28')")).toBe(-1n);
    expect(evaluate("time('2026-03-01T07:05:00Z')")).toBe('07:05');
  });
});

describe('faults of expressions', () => {
  it.each([
    ['invoice.nubmer', 'expression.unknown-field', 8, 6, 'Did you mean "number"?'],
    ['invoice.lines.map(l, l.amuont)', 'expression.unknown-field', 23, 6, 'Did you mean "amount"?'],
    ['invioce.number', 'expression.unknown-name', 0, 7, 'Did you mean "invoice"?'],
    ["mony(total, 'EUR')", 'expression.unknown-function', 0, 18, 'Did you mean "money"?'],
    ['money(total)', 'expression.wrong-arguments', 0, 12, 'Use money(decimal, string) or money(int, string).'],
    ['money(name, name)', 'expression.wrong-arguments', 0, 17, 'Use money(decimal, string) or money(int, string).'],
    ['name + total', 'expression.wrong-types', 0, 12, 'Make text of the number first: number(x), money(x, currency) or string(x).'],
    ['total / 2', 'expression.wrong-types', 0, 9, 'Say how to round: divide(a, b, digits).'],
    ['name +', 'expression.syntax', 6, 1, undefined],
    ['vip ? 1', 'expression.syntax', 7, 1, undefined],
  ] as const)('%s', (source, code, offset, length, hint) => {
    const found = fault(source);
    expect(found).toMatchObject({ code, offset, length });
    if (hint !== undefined) expect(found.hint).toBe(hint);
  });

  it('say what is missing, and where', () => {
    expect(failure("'Note: ' + note")).toMatchObject({
      code: 'expression.missing-value',
      message: 'note has no value.',
      offset: 11,
      length: 4,
    });
    expect(failure('invoice.lines[7].title').code).toBe('expression.missing-value');
    expect(failure("free.nothing == 'x'")).toMatchObject({ code: 'expression.missing-value', message: 'free.nothing has no value.' });
  });

  it('say why a function has no result', () => {
    expect(failure("money(total, 'euro')")).toMatchObject({ code: 'expression.failed', message: '"euro" is not a currency.' });
    expect(failure("date('2026-02-30')").message).toContain('not a date');
    expect(failure("date('2026-02-28', 'fancy')").hint).toContain('long');
    expect(failure("country('XX1')").message).toContain('not a country');
    expect(failure("decimal('12,50')").message).toContain('not a decimal');
    expect(failure('divide(total, 0.0, 2)').message).toBe('Division by zero.');
    expect(failure('count / 0').message).toContain('division by zero');
  });
});

describe('girocode', () => {
  const make = (more: string) => `girocode({'name': 'Hollyhock', 'iban': 'DE89 3704 0044 0532 0130 00'${more}})`;

  it('writes the payload of EPC069-12, version 002', () => {
    expect(evaluate(make(", 'bic': 'COBADEFFXXX', 'amount': total, 'text': 'R-1'"))).toBe(
      'BCD\n002\n1\nSCT\nCOBADEFFXXX\nHollyhock\nDE89370400440532013000\nEUR12.50\n\n\nR-1',
    );
    expect(evaluate(make(", 'amount': 3, 'reference': 'RF18539007547034'"))).toBe(
      'BCD\n002\n1\nSCT\n\nHollyhock\nDE89370400440532013000\nEUR3.00\n\nRF18539007547034',
    );
  });

  it.each([
    [make(", 'amount': decimal('0')"), '0.01'],
    [make(", 'amount': decimal('1000000000')"), '999999999.99'],
    [make(", 'amount': decimal('1.005')"), 'parts of a cent'],
    [make(", 'amount': total, 'text': 'a', 'reference': 'b'"), 'not both'],
    [make(", 'amount': total, 'txet': 'a'"), 'txet'],
    [make(", 'amount': total, 'bic': 'NOPE'"), 'not a BIC'],
    ["girocode({'name': 'H', 'iban': 'DE88370400440532013000', 'amount': total})", 'check digits'],
    ["girocode({'name': '', 'iban': 'DE89370400440532013000', 'amount': total})", 'name'],
    [make(`, 'amount': total, 'text': '${'x'.repeat(141)}'`), '140'],
    [make(`, 'amount': total, 'text': '${'€'.repeat(100)}'`), '331 bytes'],
  ])('refuses %s', (source, reason) => {
    expect(failure(source).message).toContain(reason);
  });

  it('groups an IBAN', () => {
    expect(evaluate("iban('gb33BUKB20201555555555')")).toBe('GB33 BUKB 2020 1555 5555 55');
  });
});

/** Random well-typed expressions. */
const { text, number, condition } = fc.letrec<{ text: string; number: string; condition: string }>((tie) => ({
  text: fc.oneof(
    { maxDepth: 4 },
    fc.constantFrom('name', 'note', 'invoice.number', "'x'", 'invoice.lines[0].title', "default(note, 'n')", 'free.deep[1]'),
    fc.tuple(tie('text'), tie('text')).map(([a, b]) => `(${a} + ${b})`),
    fc.tuple(tie('condition'), tie('text'), tie('text')).map(([c, a, b]) => `(${c} ? ${a} : ${b})`),
    tie('number').map((n) => `money(${n}, 'EUR')`),
  ),
  number: fc.oneof(
    { maxDepth: 4 },
    fc.constantFrom(
      'total',
      '2.5',
      "decimal('0.1')",
      'invoice.lines[1].amount',
      'sum(invoice.lines.map(l, l.amount))',
      'invoice.lines[5].amount',
    ),
    fc
      .tuple(tie('number'), fc.constantFrom('+', '-', '*'), fc.oneof(tie('number'), fc.constantFrom('2', 'count')))
      .map(([a, op, b]) => `(${a} ${op} ${b})`),
    tie('number').map((n) => `round(${n}, 1)`),
    tie('number').map((n) => `-(${n})`),
  ),
  condition: fc.oneof(
    { maxDepth: 4 },
    fc.constantFrom(
      'vip',
      '!vip',
      'has(invoice.number)',
      '(count == 3)',
      '(size(invoice.lines) > 1)',
      "invoice.lines.exists(l, l.title == 'Tea')",
      '(count in [1, 3])',
    ),
    fc.tuple(tie('condition'), fc.constantFrom('&&', '||', '=='), tie('condition')).map(([a, op, b]) => `(${a} ${op} ${b})`),
    fc.tuple(tie('number'), fc.constantFrom('<', '<=', '>', '>=', '==', '!='), tie('number')).map(([a, op, b]) => `(${a} ${op} ${b})`),
    fc.tuple(tie('text'), fc.constantFrom('==', '!=', '<'), tie('text')).map(([a, op, b]) => `(${a} ${op} ${b})`),
    tie('number').map((n) => `invoice.lines.all(l, l.amount < ${n})`),
  ),
}));

describe('closures', () => {
  it('give what the library gives, or fail where it fails', () => {
    const { environment, functions } = language('en-GB');
    const outcome = (run: () => unknown): unknown => {
      try {
        return plain(run());
      } catch {
        return 'failed';
      }
    };
    let compiled = 0;
    fc.assert(
      fc.property(fc.oneof(text, number, condition), (source) => {
        const parsed = environment.parse(source);
        makeLiteralsExact(parsed.ast);
        const checked = parsed.check();
        expect(checked.error?.message).toBeUndefined();
        const closure = compileClosure(parsed.ast, functions);
        if (closure === undefined) return;
        compiled += 1;
        expect(outcome(() => closure({ ...scope }))).toEqual(outcome(() => parsed({ ...scope })));
      }),
      { numRuns: 1500 },
    );
    expect(compiled).toBeGreaterThan(1400);
  });

  it('leave what they do not know to the library', () => {
    expect(evaluate("name.matches('A.a')")).toBe(true);
    expect(evaluate('count % 2')).toBe(1n);
    expect(evaluate('string(count)')).toBe('3');
  });
});
