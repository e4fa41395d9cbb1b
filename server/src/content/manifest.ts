import type { Parts } from './drafts/gather-parts.ts';
import { sha256 } from './rules.ts';
import type { Manifest, PinnedVersion } from './types.ts';
import { type BlockCandidate, stillPossible } from './validity.ts';

/** Pins what a template is made of: of each block every version that can be the wording of a day from `today` on. */
export function manifestOf(templateHash: string, samples: string, parts: Parts, today: string): Manifest {
  const { id, hash, versionId, version } = parts.brand;
  return {
    template: { hash: templateHash },
    brand: { id, hash, versionId, version },
    blocks: pinsOf(parts.candidates, today),
    assets: Object.fromEntries([...parts.assets].sort(([a], [b]) => (a < b ? -1 : 1))),
    samples: sha256(samples),
  };
}

/** In the order of their ids. */
export function pinsOf(candidates: ReadonlyMap<string, readonly BlockCandidate[]>, today: string): readonly PinnedVersion[] {
  return [...candidates]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([, versions]) => stillPossible(versions, today))
    .map(({ id, hash, versionId, version, validFrom, validUntil }) => ({
      ...{ id, hash, versionId, version },
      ...(validFrom ? { validFrom } : {}),
      ...(validUntil ? { validUntil } : {}),
    }));
}
