/** 6.1, 6.2 and 7.1: the file is tagged, all content is tagged or an artifact, types are known, the document has a title. */
import type { Drawn, Mark } from '../../content/facts.ts';
import type { Fault, Rule } from '../../rule.ts';
import { propertyOf } from '../../xmp/index.ts';
import { elementRule, uaRule } from './define.ts';

const dublinCore = 'http://purl.org/dc/elements/1.1/';

function* markFaults(marks: readonly Mark[], what: string): Iterable<Fault> {
  for (const mark of marks) yield { what, page: mark.page, object: mark.stream.ref };
}

const nouns: Readonly<Record<Drawn['what'], string>> = { text: 'Text', path: 'A path', image: 'An image', shading: 'A shading' };

export const generalRules: readonly Rule[] = [
  uaRule({
    clause: '6.1',
    test: 1,
    title: 'The file is of PDF 1.7 or an older version: its header is %PDF-1.0 to %PDF-1.7.',
    hint: 'Save the file as PDF 1.7.',
    *check({ file }) {
      if (!/^1\.[0-7]$/.test(file.header?.version ?? '')) yield { what: `The header is %PDF-${file.header?.version ?? ''}.` };
    },
  }),
  uaRule({
    clause: '6.2',
    test: 1,
    title: 'The catalog says by MarkInfo that the file is tagged.',
    hint: 'Set Marked of MarkInfo in the catalog to true.',
    *check({ file }) {
      if (file.catalog.dict('MarkInfo')?.boolean('Marked') !== true) yield { what: 'Marked of MarkInfo is missing or not true.' };
    },
  }),
  uaRule({
    clause: '7.1',
    test: 1,
    title: 'There are no artifacts within tagged content.',
    hint: 'End the tagged content before the artifact, and begin it again after it.',
    check: ({ content }) => markFaults(content.artifactsInTagged, 'An artifact stands within tagged content.'),
  }),
  uaRule({
    clause: '7.1',
    test: 2,
    title: 'There is no tagged content within artifacts.',
    hint: 'End the artifact before the tagged content.',
    check: ({ content }) => markFaults(content.taggedInArtifacts, 'Tagged content stands within an artifact.'),
  }),
  uaRule({
    clause: '7.1',
    test: 3,
    title: 'All content is tagged or an artifact.',
    hint: 'Tag the content in the structure tree, or mark it as Artifact where it only decorates.',
    *check({ content }) {
      for (const { what, page, stream } of content.loose)
        yield { what: `${nouns[what]} is neither tagged nor an artifact.`, page, object: stream.ref };
    },
  }),
  uaRule({
    clause: '7.1',
    test: 4,
    title: 'Suspects of MarkInfo is not true.',
    hint: 'Look the tags through, mend them, and set Suspects to false.',
    *check({ file }) {
      if (file.catalog.dict('MarkInfo')?.boolean('Suspects') === true) yield { what: 'Suspects of MarkInfo is true.' };
    },
  }),
  elementRule({
    clause: '7.1',
    test: 5,
    title: 'Structure types are standard types or mapped to them.',
    hint: 'Map the type to the nearest standard type in the role map.',
    fault: ({ role, type }) => (role.standard === null ? `The type ${type || 'without name'} is mapped to no standard type.` : undefined),
  }),
  elementRule({
    clause: '7.1',
    test: 6,
    title: 'The role map has no circles.',
    hint: 'Map each type to a standard type in the end.',
    fault: ({ role, type }) => (role.circular ? `The role map leads from ${type} in a circle.` : undefined),
  }),
  elementRule({
    clause: '7.1',
    test: 7,
    title: 'Standard structure types are not mapped to others.',
    hint: 'Take the standard type out of the role map.',
    fault: ({ role, type }) => (role.remapped ? `The standard type ${type} is mapped to another.` : undefined),
  }),
  uaRule({
    clause: '7.1',
    test: 8,
    title: 'The catalog has a metadata stream.',
    hint: 'Add XMP metadata to the catalog.',
    *check({ metadata }) {
      if (!metadata) yield { what: 'The catalog has no metadata stream.' };
    },
  }),
  uaRule({
    clause: '7.1',
    test: 9,
    title: 'The metadata have a title.',
    hint: 'Write dc:title into the metadata.',
    *check({ metadata }) {
      if (metadata && !propertyOf(metadata, dublinCore, 'title')) yield { what: 'The metadata have no dc:title.' };
    },
  }),
  uaRule({
    clause: '7.1',
    test: 10,
    title: 'Viewers are told to show the title.',
    hint: 'Set DisplayDocTitle of ViewerPreferences in the catalog to true.',
    *check({ file }) {
      if (file.catalog.dict('ViewerPreferences')?.boolean('DisplayDocTitle') !== true)
        yield { what: 'DisplayDocTitle of ViewerPreferences is missing or not true.' };
    },
  }),
  uaRule({
    clause: '7.1',
    test: 11,
    title: 'The catalog has a structure tree.',
    hint: 'Make the file anew as tagged PDF.',
    *check({ structure }) {
      if (!structure.root) yield { what: 'The catalog has no StructTreeRoot.' };
    },
  }),
  elementRule({
    clause: '7.1',
    test: 12,
    title: 'Structure elements say their parent.',
    hint: 'Give the element the entry P.',
    fault: ({ dict, type }) => (dict.has('P') ? undefined : `A ${type} element has no entry P.`),
  }),
];
