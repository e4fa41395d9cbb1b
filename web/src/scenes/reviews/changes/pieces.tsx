import type { NodeChange } from '@posthorn/contract';
import type { ReactNode } from 'react';

type Piece = NodeChange['texts'][number]['pieces'][number];
/** Which side of a comparison is read: both in one line, the older, the newer. */
export type Reading = 'both' | 'before' | 'after';

const FIELD = /\{\{\s*(.*?)\s*\}\}/gs;

/** A text with its changed words marked; expressions stand as the names of their values. */
export function Pieces({ pieces, reading = 'both' }: { readonly pieces: readonly Piece[]; readonly reading?: Reading }) {
  return pieces.map((piece, i) => {
    if (piece.kind === (reading === 'before' ? 'added' : reading === 'after' ? 'removed' : '')) return null;
    const Tag = piece.kind === 'added' ? 'ins' : piece.kind === 'removed' ? 'del' : 'span';
    // biome-ignore lint/suspicious/noArrayIndexKey: a piece is its place
    return <Tag key={i}>{withFields(piece.text)}</Tag>;
  });
}

function withFields(text: string): ReactNode[] {
  const parts: ReactNode[] = [];
  let at = 0;
  for (const match of text.matchAll(FIELD)) {
    parts.push(text.slice(at, match.index));
    parts.push(
      <code key={match.index} className="rv-field">
        {match[1]}
      </code>,
    );
    at = match.index + match[0].length;
  }
  parts.push(text.slice(at));
  return parts;
}

/** Whether nothing changed in it. */
export const isSame = (pieces: readonly Piece[]): boolean => pieces.every(({ kind }) => kind === 'same');
