import type { Inline } from '@posthorn/engine';
import { goes, type Suggestion } from './groups.ts';

/** The words that go, or those that come, as one reads them in a list. */
export const inWords = (one: Suggestion, which: 'gone' | 'come'): string =>
  which === 'gone' ? goes(one).replaceAll('\ufffc', '…') : wordsOf(one.inserted);

const wordsOf = (inline: Inline): string =>
  typeof inline === 'string'
    ? inline
    : inline
        .map((node) =>
          node.type === 'text' ? node.text : node.type === 'field' ? `{{ ${node.value} }}` : node.type === 'break' ? '\n' : '…',
        )
        .join('');
