import type { NodeChange } from '@posthorn/contract';
import { Wording } from '../../../parts/wording.tsx';

type Piece = NodeChange['texts'][number]['pieces'][number];
/** Which side of a comparison is read: both in one line, the older, the newer. */
export type Reading = 'both' | 'before' | 'after';

/** A text with its changed words marked; expressions stand as the names of their values. */
export function Pieces({ pieces, reading = 'both' }: { readonly pieces: readonly Piece[]; readonly reading?: Reading }) {
  return pieces.map((piece, i) => {
    if (piece.kind === (reading === 'before' ? 'added' : reading === 'after' ? 'removed' : '')) return null;
    const Tag = piece.kind === 'added' ? 'ins' : piece.kind === 'removed' ? 'del' : 'span';
    return (
      // biome-ignore lint/suspicious/noArrayIndexKey: a piece is its place
      <Tag key={i}>
        <Wording text={piece.text} />
      </Tag>
    );
  });
}

/** Whether nothing changed in it. */
export const isSame = (pieces: readonly Piece[]): boolean => pieces.every(({ kind }) => kind === 'same');
