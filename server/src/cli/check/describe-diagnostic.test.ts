import { expect, test } from 'vitest';
import { describeDiagnostic } from './describe-diagnostic.ts';

const text = '{\n  "body": [\n    { "type": "image", "asset": "map" }\n  ]\n}\n';
const template = {
  folder: process.cwd(),
  template: { file: 'template.json', text },
  brand: { file: 'brand.json', text: '{}' },
  blocks: new Map(),
};

const finding = {
  severity: 'error',
  code: 'asset.unknown',
  message: 'There is no asset "map".',
  place: { part: 'template', pointer: '/body/0/asset' },
} as const;

test('a finding is shown with file, line, column and the place underlined', () => {
  const shown = describeDiagnostic({ ...finding, hint: 'Did you mean "maps"?' }, template as never);
  expect(shown.split('\n')).toEqual([
    'error[asset.unknown]: There is no asset "map".',
    ' --> template.json:3:33  /body/0/asset',
    '  |',
    '3 |     { "type": "image", "asset": "map" }',
    '  |                                 ^^^^^',
    '   = hint: Did you mean "maps"?',
  ]);
});

test('a finding without a hint of its own says what to do about its kind', () => {
  expect(describeDiagnostic(finding, template as never)).toContain('   = hint: Correct the name or add the file.');
});
