import { profileIds, type Rule } from '../rule.ts';

/**
 * A file conforms only where all of it could be judged. These rules belong to no clause of a standard, so they have clause 0.
 */
export const wholeFileRules: readonly Rule[] = [
  {
    clause: '0',
    test: 1,
    profiles: profileIds,
    title: 'The file can be read without a password.',
    hint: 'Open the file with its password and save it without encryption, then judge that.',
    *check({ file }) {
      if (file.locked) yield { what: 'The file is encrypted and wants a password; its texts and streams cannot be judged.' };
    },
  },
  {
    clause: '0',
    test: 2,
    profiles: profileIds,
    title: 'The file is small enough to be judged as a whole.',
    hint: 'Split the file and judge its parts.',
    *check({ content, structure }) {
      if (content.truncated) yield { what: 'The content is more than is read; findings are true, but there may be others.' };
      if (structure.truncated) yield { what: 'The structure tree is larger than is read; findings are true, but there may be others.' };
    },
  },
  {
    clause: '0',
    test: 3,
    profiles: profileIds,
    title: 'The data of streams are not damaged.',
    hint: 'Make the file anew; it was damaged on its way, or is cut off.',
    *check({ file, content, metadata }) {
      // Streams are read when something of them is asked for; all that is seen is asked for by these two.
      if (content.streams.length === 0 && metadata === undefined) return;
      for (const { kind, message, ref } of file.faults)
        if (kind === 'data') yield { what: `A stream cannot be read: ${message}.`, object: ref };
    },
  },
  {
    clause: '0',
    test: 4,
    profiles: profileIds,
    title: 'The file has pages.',
    hint: 'Make the file anew; it is damaged.',
    *check({ pages }) {
      if (pages.length === 0) yield { what: 'The page tree leads to no page.' };
    },
  },
];
