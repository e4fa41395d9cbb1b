import { readdirSync, readFileSync } from 'node:fs';
import { Fragment, Slice } from '@tiptap/pm/model';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Written } from './areas.ts';
import { fromEditor } from './from-editor.ts';
import { inlineFromEditor, inlineToEditor } from './inline.ts';
import { schemaOf } from './nodes.ts';
import { toEditor } from './to-editor.ts';

const schema = schemaOf();
const examples = new URL('../../../../../examples/', import.meta.url);
const suite = new URL('../../../../../engine/test/suite/', import.meta.url);
const reference = new URL('../../../../../docs/reference/', import.meta.url);

function documentsIn(folder: URL): [string, Written][] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.json'))
    .map((file): [string, Written] => [file, JSON.parse(readFileSync(new URL(file, folder), 'utf8'))])
    .filter(([, document]) => document.kind === 'template' || document.kind === 'block');
}

/** The cases of the engine's golden suite say only how they differ from a plain letter. */
function goldenIn(folder: URL): [string, Written][] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.includes('/') && file.endsWith('.json'))
    .flatMap((file): [string, Written][] => {
      const { body, template, blocks = {} } = JSON.parse(readFileSync(new URL(file, folder), 'utf8'));
      const letter = { kind: 'template', languages: ['en'], subject: file, letter: { master: 'card' }, body, ...template };
      const parts = Object.entries(blocks).map(([id, block]) => ({ kind: 'block', id, ...(block as object) }));
      return [letter, ...parts].map((document, i): [string, Written] => [`${file} ${i}`, document]);
    });
}

const documents = [...documentsIn(examples), ...documentsIn(reference), ...goldenIn(suite)];
const languagesOf = (document: Written) => (document.languages as string[] | undefined) ?? ['de', 'en', 'fr'];

test('every template and block of the examples and of the golden suite comes back from the editor as it was, to the order of its keys', () => {
  expect(documents.length).toBeGreaterThan(150);
  for (const [name, document] of documents) {
    for (const language of [...languagesOf(document), 'xx']) {
      const doc = toEditor(document, language, schema);
      doc.check();
      expect(JSON.stringify(fromEditor(doc)), `${name} in ${language}`).toBe(JSON.stringify(document));
    }
  }
});

test('documents survive being stored as JSON of the editor, as the journal in the browser does', () => {
  for (const [name, document] of documents) {
    const doc = schema.nodeFromJSON(JSON.parse(JSON.stringify(toEditor(document, 'de', schema).toJSON())));
    expect(fromEditor(doc), name).toEqual(document);
  }
});

test('a change of one text leaves everything else the very same objects', () => {
  const [, document] = documents.find(([name]) => name.startsWith('reminder-letter/template'))!;
  const doc = toEditor(document, 'en', schema);
  const before = fromEditor(doc) as unknown as { body: unknown[]; email: { body: unknown[] } };
  let place = 0;
  doc.descendants((node, pos) => {
    if (node.type.name === 'line' && place === 0) place = pos + 1;
  });
  const after = fromEditor(doc.replace(place, place, new Slice(Fragment.from(schema.text('Now: ')), 0, 0))) as unknown as typeof before;
  expect(after.body[0]).toBe(before.body[0]);
  expect(after.email.body).toEqual(before.email.body);
  expect(JSON.stringify(after)).toContain('Now: {{ reminder.level');
  expect((after as unknown as { subject: { de: string } }).subject.de).toBe(
    (document as unknown as { subject: { de: string } }).subject.de,
  );
});

const letters = fc.string({ unit: fc.constantFrom(...'aB é*_{}\\ \n"\''), maxLength: 12 });
const marks = fc.subarray(['bold', 'italic', 'underline'] as const).map((names) => names.map((type) => ({ type })));
const inlineNode = fc.oneof(
  fc.record({ type: fc.constant('text' as const), text: letters.filter((text) => text !== ''), marks }),
  fc.record({ type: fc.constant('field' as const), value: fc.constantFrom('a.b', "x == '}' ? {'k': 1} : 2"), marks }),
  fc.record({ type: fc.constantFrom('break' as const, 'tab' as const) }),
);

test('any text that is typed anew is read back as the same text, in short form where that can say it', () => {
  fc.assert(
    fc.property(fc.array(inlineNode, { maxLength: 6 }), (nodes) => {
      const content = inlineToEditor(nodes, schema);
      expect(inlineToEditor(inlineFromEditor(content, undefined, schema), schema).eq(content)).toBe(true);
    }),
    { numRuns: 2000 },
  );
});

test('any string is a short form that comes back letter by letter', () => {
  fc.assert(
    fc.property(letters, (source) => {
      expect(inlineFromEditor(inlineToEditor(source, schema), source, schema)).toBe(source);
      expect(
        inlineToEditor(inlineFromEditor(inlineToEditor(source, schema), undefined, schema), schema).eq(inlineToEditor(source, schema)),
      ).toBe(true);
    }),
    { numRuns: 3000 },
  );
});

test('what a person types in short signs is not taken for signs', () => {
  const typed = Fragment.from(schema.text('a **b** _c_ {{ d }} \\* 2*3'));
  const written = inlineFromEditor(typed, undefined, schema);
  expect(typeof written).toBe('string');
  expect(inlineToEditor(written, schema).eq(typed)).toBe(true);
});
