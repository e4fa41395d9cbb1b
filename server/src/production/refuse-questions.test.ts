import type { Node, TemplateBundle } from '@posthorn/engine';
import { expect, test } from 'vitest';
import { shop } from '../../test/shop.ts';
import { bundleFromFolder } from '../content/index.ts';
import { refuseQuestions } from './refuse-questions.ts';

const { bundle } = await bundleFromFolder(shop);

function asking(input: object): TemplateBundle {
  const node = { type: 'paragraph', text: [{ type: 'input', name: 'day', question: 'When?', ...input }] } as unknown as Node;
  return { ...bundle, template: { ...bundle.template, use: 'interactive', body: [node, ...bundle.template.body] } };
}

test('a run of a template whose question must be answered is refused with the place and what to do', () => {
  expect(() => refuseQuestions(asking({}))).toThrow(
    expect.objectContaining({
      code: 'run.needs-answers',
      message: expect.stringContaining('"shop-invoice" has 1 question that a clerk must answer.'),
      hint: expect.stringContaining('--answers FILE'),
      fields: [{ field: 'template/body/0/text/0', message: expect.any(String) }],
    }),
  );
});

test('one whose questions all have a default goes, and so does one that asks nothing', () => {
  expect(() => refuseQuestions(asking({ default: 'soon' }))).not.toThrow();
  expect(() => refuseQuestions(bundle)).not.toThrow();
});
