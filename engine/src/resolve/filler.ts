import type { Filler } from '../template/model.ts';
import type { Context, State } from './context.ts';
import { bindItem, compileBody, type Emit, forEachItem, NOTHING } from './nodes.ts';
import type { ResolvedNode, ResolvedOffer } from './resolved.ts';

/** Offers beyond these are not looked at: each is laid out to see whether it fits. */
export const MOST_OFFERS = 50;

type Offers = (state: State, offers: ResolvedOffer[]) => void;

/** Compiles what may fill the last page. */
export function compileFiller(ctx: Context, node: Filler): Emit {
  const { source, shared, position } = ctx;
  if (position.place === undefined) {
    ctx.error('filler.inside', 'A filler stands in the body of a template or section, not inside of another node.', {
      hint: 'Put it into the body; "if", "repeat" and blocks may be around it.',
    });
    return NOTHING;
  }
  const written = (node.offers ?? []).map((body, i) => compileBody(ctx.at('offers', i).with({ noNotes: true }), body));
  const listed = node.each === undefined ? undefined : listedOffers(ctx, node, node.each);
  if (written.length === 0 && listed === undefined) {
    if (node.each === undefined)
      ctx.error('filler.no-offers', 'The filler offers nothing.', { hint: 'Add "offers", or "each" and "body".' });
    return NOTHING;
  }
  const name = node.id ?? source;
  const { minimum = 0, choose = 'first', valign = 'top' } = node;
  return (state, out) => {
    const offers: ResolvedOffer[] = [];
    written.forEach((body, i) => {
      addOffer(offers, i + 1, body(state));
    });
    listed?.(state, offers);
    if (offers.length === 0) return;
    if (shared.channel === 'letter') out.push({ type: 'filler', source, name, minimum, choose, valign, offers });
    else out.push(...(offers[0] as ResolvedOffer).body);
  };
}

function listedOffers(ctx: Context, node: Filler, list: string): Offers | undefined {
  const each = ctx.at('each').expression(list, 'list');
  const inner = each === undefined ? undefined : bindItem(ctx.at('as'), each.type, node.as ?? 'offer');
  if (each === undefined || inner === undefined) return undefined;
  const body = compileBody(ctx.at('body').with({ language: inner.language, noNotes: true }), node.body ?? []);
  return (state, offers) => {
    forEachItem(state, ctx.at('each'), node.as ?? 'offer', each.evaluate(state), (i) => {
      if (offers.length < MOST_OFFERS) addOffer(offers, (node.offers?.length ?? 0) + i + 1, body(state));
    });
  };
}

function addOffer(offers: ResolvedOffer[], number: number, body: readonly ResolvedNode[]): void {
  if (body.length > 0) offers.push({ number, body });
}
