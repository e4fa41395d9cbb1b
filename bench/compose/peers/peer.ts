import type { PeerFiles, PlainLetter } from '../plain-letter.ts';

/** Another tool, made ready for one kind of document: fonts and logo read, everything warm that can be. */
export interface Peer {
  readonly name: string;
  readonly version: string;
  /** Documents per round. */
  readonly count: number;
  write(letter: PlainLetter): Promise<Uint8Array> | Uint8Array;
  close?(): Promise<void> | void;
}

export type StartPeer = (files: PeerFiles) => Promise<Peer | undefined>;

export const MM = 72 / 25.4;
