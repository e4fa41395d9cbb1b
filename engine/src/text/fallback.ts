import type { FontFace } from './font-face.ts';
import { graphemeBoundaries } from './graphemes.ts';
import type { Look } from './look.ts';
import { isDrawable } from './shape.ts';

/** A stretch of a word that one face has. */
export interface FaceStretch {
  readonly text: string;
  /** The look's own face where no face has the characters. */
  readonly face: FontFace;
}

/**
 * Shares a word out among the faces of its look: each user-perceived character goes to the first face that has all of it, so that
 * accents and emoji sequences stay with their bases. Characters that any face has (digits, full stops) stay in the face of their
 * neighbour before, where they would otherwise tear a word of another script.
 */
export function shareOut(text: string, look: Look): FaceStretch[] {
  const own = look.typeface.face;
  if (isDrawable(own, text)) return [{ text, face: own }];
  const faces = [own, ...look.fallbacks];
  const stretches: { text: string; face: FontFace }[] = [];
  let from = 0;
  for (const to of [...graphemeBoundaries(text), text.length]) {
    const cluster = text.slice(from, to);
    from = to;
    const last = stretches.at(-1);
    const face = last !== undefined && isNeutral(cluster) && isDrawable(last.face, cluster) ? last.face : faceFor(cluster, faces, own);
    if (last?.face === face) last.text += cluster;
    else stretches.push({ text: cluster, face });
  }
  return stretches;
}

const faceFor = (cluster: string, faces: readonly FontFace[], own: FontFace): FontFace =>
  faces.find((face) => isDrawable(face, cluster)) ?? own;

const isNeutral = (cluster: string): boolean => /^\p{Script=Common}+$/u.test(cluster);
