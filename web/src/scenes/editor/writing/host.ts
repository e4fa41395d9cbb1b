import type { Block } from '@posthorn/engine';
import type { DeskAnswer } from '@posthorn/engine/authoring';
import type { SuggestingOptions } from '../suggestions/plugin.ts';

/** What the writing surface needs to know of the page around it. It asks at the moment of need, so nothing is drawn anew for news. */
export interface Host {
  readonly block: (id: string) => Block | undefined;
  readonly imageAddress: (asset: string) => string | undefined;
  /** Tries an expression at a position, on the sample record. */
  readonly ask: (expression: string, pos: number) => DeskAnswer;
  readonly openBlock: (id: string) => void;
  /** Lets the author look for a block, to put it in or in the place of the selected one. */
  readonly chooseBlock: () => void;
  readonly removeArea: (path: string) => void;
  /** Whether the person may change locked passages, and what tells those who may not. */
  readonly mayChangeLocked: () => boolean;
  readonly refusedLocked: () => void;
  /** Who suggests changes, whether they may write the text itself, and what tells them why something did not happen. */
  readonly suggesting: SuggestingOptions;
  /** How to draw anew what shows things beside the words: pictures, blocks. */
  readonly redraws: Set<() => void>;
  /** An image that was dropped or pasted. */
  readonly takeImage: (file: File) => void;
  /** Says that the properties of what is selected are wanted. */
  readonly inspect: () => void;
}
