import { imageType } from '../graphics/image-type.ts';
import { readSvg } from '../graphics/svg/read-svg.ts';
import { SYMBOLOGIES } from '../graphics/symbologies.ts';
import type { Barcode, Image } from '../template/model.ts';
import type { Context } from './context.ts';
import { compileText } from './inline.ts';
import { checkName, type Emit, NOTHING } from './nodes.ts';
import { constantNode } from './plan.ts';
import { startSide } from './start-side.ts';

/** In a message a raster image stands in for a vector one, which mail readers do not show. */
export function compileImage(ctx: Context, node: Image): Emit {
  checkAsset(ctx.at('asset'), node.asset);
  if (node.fallback !== undefined) checkAsset(ctx.at('fallback'), node.fallback);
  const alt = compileText(ctx.at('alt'), node.alt);
  const { width, height, align = startSide(ctx) } = node;
  const asset = isMessage(ctx) ? assetForMessage(ctx.at('asset'), node.asset, node.fallback) : node.asset;
  const size = { ...(width === undefined ? {} : { width }), ...(height === undefined ? {} : { height }) };
  const { source } = ctx;
  if (alt.constant !== undefined) return constantNode({ type: 'image', source, asset, ...size, align, alt: alt.constant });
  return (state, out) => void out.push({ type: 'image', source, asset, ...size, align, alt: alt(state) });
}

const isMessage = ({ shared }: Context): boolean => shared.channel === 'email' || shared.channel === 'chat';

function assetForMessage(ctx: Context, asset: string, fallback: string | undefined): string {
  if (fallback !== undefined) return fallback;
  const { assets, template } = ctx.shared.bundle;
  const bytes = Object.hasOwn(assets, asset) ? assets[asset] : undefined;
  const asked = ctx.shared.channel === 'email' && template.email !== undefined;
  if (asked && bytes !== undefined && imageType(bytes) === 'image/svg+xml') {
    const message = `Mail readers do not show SVG images; in e-mails the alternative text of "${asset}" stands in.`;
    ctx.warning('asset.svg-in-email', message, { hint: 'Name a PNG of the same picture as "fallback".' });
  }
  return asset;
}

/** Reports an asset that is missing or no image, and what of an SVG cannot be drawn. */
export function checkAsset(ctx: Context, asset: string): void {
  const { assets } = ctx.shared.bundle;
  checkName(ctx, 'asset.unknown', 'asset', asset, assets);
  const bytes = Object.hasOwn(assets, asset) ? assets[asset] : undefined;
  if (bytes === undefined) return;
  const type = imageType(bytes);
  if (type === undefined) {
    ctx.error('asset.not-an-image', `The asset "${asset}" is no image.`, { hint: 'Images are PNG, JPEG or SVG files.' });
  } else if (type === 'image/svg+xml') {
    for (const { severity, message, hint } of readSvg(bytes).problems) {
      ctx[severity]('asset.svg', `Asset "${asset}": ${message}`, { hint });
    }
  }
}

export function compileBarcode(ctx: Context, node: Barcode): Emit {
  const payload = ctx.at('payload').expression(node.payload, 'text');
  const alt = compileText(ctx.at('alt'), node.alt);
  const { symbology, width, height, overlay, align = startSide(ctx) } = node;
  const { source } = ctx;
  const { shape, text: readable } = SYMBOLOGIES[symbology];
  if (overlay !== undefined && symbology !== 'qr') {
    ctx
      .at('overlay')
      .error('barcode.overlay', `A ${symbology} code has no room for a picture in its middle.`, { hint: 'Remove "overlay".' });
  }
  const more = { ...(height === undefined || shape !== 'bars' ? {} : { height }), ...(overlay === undefined ? {} : { overlay }) };
  if (payload === undefined) return NOTHING;
  return (state, out) => {
    const value = payload.evaluate(state);
    if (value === undefined) return;
    const text = String(value);
    if (text === '') {
      const message = 'A barcode needs something to encode; this one is empty.';
      state.diagnostics.push({ severity: 'error', code: 'barcode.empty', message, place: ctx.at('payload').place() });
    } else {
      const shown = node.text && readable !== undefined ? { text: readable(text) } : {};
      out.push({ type: 'barcode', source, symbology, payload: text, width, align, alt: alt(state), ...more, ...shown });
    }
  };
}
