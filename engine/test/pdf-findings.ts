import type { DataRecord, Format } from '../src/compose.ts';
import type { Place } from '../src/diagnostics.ts';
import type { Node, Template, TemplateBundle } from '../src/template/model.ts';
import { smallBundle, smallRecord } from './bundles.ts';

/** Bundles and records with which something is wrong that has to do with the letter's PDF, and where it is told. */

const at = (pointer: string): Partial<Place> => ({ part: 'template', pointer });
const inAsset: Partial<Place> = { part: 'asset', id: 'given' };

const enclosing = (text: string, pages?: string): TemplateBundle => {
  const bundle = smallBundle([{ type: 'enclosure', asset: 'given', title: 'Given', ...(pages === undefined ? {} : { pages }) }]);
  return { ...bundle, assets: { ...bundle.assets, given: new TextEncoder().encode(text) } };
};
const attaching = (attachment: object): TemplateBundle =>
  smallBundle([], {
    letter: { master: 'letter', attachments: [{ mediaType: 'text/plain', relationship: 'Data', ...attachment }] },
  } as unknown as Partial<Template>);
const field = (more: object): TemplateBundle => smallBundle([{ type: 'field', kind: 'text', name: 'a', label: 'A', ...more } as Node]);

/** A PDF of one empty page that claims nothing; its cross-references are searched for. */
const EMPTY = `%PDF-1.4
1 0 obj <</Type/Catalog/Pages 2 0 R>> endobj
2 0 obj <</Type/Pages/Count 1/Kids[3 0 R]>> endobj
3 0 obj <</Type/Page/Parent 2 0 R/MediaBox[0 0 100 100]>> endobj
trailer <</Root 1 0 R>>
%%EOF
`;

/** Found when a template is checked. */
export const PDF_CHECKS: readonly (readonly [code: string, bundle: TemplateBundle, place: Partial<Place>])[] = [
  ['attachment.content', attaching({ name: 'a.txt' }), at('/letter/attachments/0')],
  ['enclosure.not-a-pdf', enclosing('no PDF'), at('/body/0/asset')],
  ['enclosure.refused', enclosing('%PDF-1.4 and nothing more'), inAsset],
  ['enclosure.not-accessible', enclosing(EMPTY), inAsset],
  ['enclosure.not-archivable', enclosing(EMPTY), inAsset],
  ['field.options', field({ kind: 'radio' }), at('/body/0')],
  [
    'field.options',
    field({
      kind: 'choice',
      options: [
        { value: 'a', label: 'A' },
        { value: 'a', label: 'B' },
      ],
    }),
    at('/body/0/options'),
  ],
  ['field.comb', field({ comb: true }), at('/body/0/comb')],
];

/** Found on a record. */
export const PDF_RECORDS: readonly (readonly [
  code: string,
  bundle: TemplateBundle,
  record: DataRecord,
  place: Partial<Place>,
  format: Format,
])[] = [
  [
    'attachment.no-name',
    attaching({ name: '{{ name }}', content: 'name' }),
    { ...smallRecord, name: '..' },
    at('/letter/attachments/0/name'),
    'pdf',
  ],
  ['enclosure.no-pages', enclosing(EMPTY, '2'), smallRecord, at('/body/0'), 'pdf'],
  ['field.overflow', field({ value: 'name' }), { ...smallRecord, name: 'word '.repeat(60) }, at('/body/0'), 'pdf'],
  ['heading.skipped-level', smallBundle([{ type: 'heading', level: 3, text: 'x' }]), smallRecord, at('/body/0'), 'pdf'],
];

/** Found only with options of composing; `version-2.test.ts` has the test. */
export const PDF_ELSEWHERE = ['encryption.not-archivable'];
