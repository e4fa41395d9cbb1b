import type { ResolvedFiller, ResolvedNode, ResolvedOffer } from '../resolve/resolved.ts';
import { collect } from './collect.ts';
import { Findings } from './findings.ts';
import { bottomOf } from './paginate.ts';
import { addNode, type Scope } from './scope.ts';
import { gapBetween, type Placed, type Slab, stack } from './slab.ts';
import { mm } from './units.ts';

/** An offer that stands in the document. */
export interface PlacedOffer {
  /** Identifier of the filler, or its place in the template. */
  readonly filler: string;
  /** Which of its offers, from 1: those written, then those of the list. */
  readonly offer: number;
}

/** Rounding of millimetres, points. */
const EPSILON = 0.01;

/**
 * Puts into the space below what is placed on a page of a height the best of each filler's offers, where one fits.
 * @returns all that is on the page then
 */
export function fillSpace(scope: Scope, fillers: readonly ResolvedFiller[], placed: readonly Placed[], height: number): readonly Placed[] {
  let all = placed;
  for (const filler of fillers) {
    if (height - bottomOf(all) + EPSILON < mm(filler.minimum)) continue;
    const offer = chosen(scope, filler, all, height);
    if (offer === undefined) continue;
    const added = stack(slabsOf({ ...scope, running: undefined, parent: addNode(scope.parent, 'Sect') }, offer.body));
    scope.offers.push({ filler: filler.name, offer: offer.number });
    all = [...all, ...moved(added, topOf(filler, all, added, height))];
  }
  return all;
}

/** The offer to place. Offers are tried without their findings: those that are not placed have nothing to say. */
function chosen(scope: Scope, filler: ResolvedFiller, placed: readonly Placed[], height: number): ResolvedOffer | undefined {
  let best: { readonly offer: ResolvedOffer; readonly height: number } | undefined;
  for (const offer of filler.offers) {
    const tried = stack(slabsOf({ ...scope, parent: null, findings: new Findings(), running: undefined }, offer.body));
    const own = bottomOf(tried);
    if (tried.length === 0 || startOf(placed, tried) + own > height + EPSILON) continue;
    if (filler.choose === 'first') return offer;
    if (best === undefined || own > best.height) best = { offer, height: own };
  }
  return best?.offer;
}

function slabsOf(scope: Scope, nodes: readonly ResolvedNode[]): Slab[] {
  const out: Slab[] = [];
  collect({ ...scope, out }, nodes);
  return out;
}

/** The highest place below what is there. */
function startOf(placed: readonly Placed[], added: readonly Placed[]): number {
  const last = placed.at(-1)?.slab;
  const first = added[0]?.slab;
  return bottomOf(placed) + (last === undefined || first === undefined ? 0 : gapBetween(last, first));
}

function topOf({ valign }: ResolvedFiller, placed: readonly Placed[], added: readonly Placed[], height: number): number {
  const start = startOf(placed, added);
  const free = Math.max(0, height - start - bottomOf(added));
  return start + (valign === 'bottom' ? free : valign === 'middle' ? free / 2 : 0);
}

function moved(placed: readonly Placed[], by: number): Placed[] {
  return placed.map(({ slab, y }) => ({ slab, y: y + by }));
}
