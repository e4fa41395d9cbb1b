/** 5: how a file says that it conforms to PDF/UA. */
import type { Rule } from '../../rule.ts';
import type { Subject } from '../../subject.ts';
import { propertyOf, type XmpNode } from '../../xmp/index.ts';
import { uaRule } from './define.ts';

export const uaNamespace = 'http://www.aiim.org/pdfua/ns/id/';

const property = ({ metadata }: Subject, name: string): XmpNode | undefined => metadata && propertyOf(metadata, uaNamespace, name);

const hint = 'Write pdfuaid:part with the value 1 into the metadata, in the namespace http://www.aiim.org/pdfua/ns/id/.';

const prefixRule = (test: number, name: string): Rule =>
  uaRule({
    clause: '5',
    test,
    title: `The prefix of ${name} in the metadata is pdfuaid.`,
    hint,
    *check(subject) {
      const node = property(subject, name);
      if (node && node.prefix !== 'pdfuaid') yield { what: `The prefix of ${name} is ${node.prefix}.` };
    },
  });

export const identificationRules: readonly Rule[] = [
  uaRule({
    clause: '5',
    test: 1,
    title: 'The metadata say that the file conforms to PDF/UA.',
    hint,
    *check({ metadata }) {
      if (metadata?.error !== undefined) yield { what: `The metadata cannot be read: ${metadata.error}.` };
      else if (!metadata?.properties.some(({ ns }) => ns === uaNamespace)) yield { what: 'The metadata have no PDF/UA identification.' };
    },
  }),
  uaRule({
    clause: '5',
    test: 2,
    title: 'The part of PDF/UA is 1.',
    hint,
    *check(subject) {
      const { metadata } = subject;
      const part = property(subject, 'part');
      if (metadata?.properties.some(({ ns }) => ns === uaNamespace) && part?.value.trim() !== '1')
        yield { what: part ? `pdfuaid:part is ‘${part.value}’.` : 'pdfuaid:part is missing.' };
    },
  }),
  prefixRule(3, 'part'),
  prefixRule(4, 'amd'),
  prefixRule(5, 'corr'),
];
