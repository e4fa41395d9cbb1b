import type { InlineImage } from '../../compose.ts';
import { imageType } from '../../graphics/image-type.ts';
import type { State } from '../../resolve/context.ts';
import type { ResolvedDocument, ResolvedNode } from '../../resolve/resolved.ts';
import type { MessagePlan } from '../../resolve/tree.ts';
import type { TemplateBundle } from '../../template/model.ts';
import { ScreenBrand } from '../html/brand-css.ts';
import { escapeAscii } from '../html/escape.ts';
import { BodyWriter } from './body-writer.ts';
import { brandSkeleton } from './brand-skeleton.ts';
import { columnDivisions } from './divisions.ts';
import { compileMessage, type MessageProgram } from './program/message-program.ts';

/** A template's message made ready: a record only fills slots. */
export interface EmailProgram {
  write(document: ResolvedDocument, preheader: string): { html: string; inlineImages: readonly InlineImage[] };
  /** The same and the text part, of a record that goes through a plan; faults are in the state's diagnostics. */
  fill(plan: MessagePlan, state: State): { title: string; html: string; text: string; inlineImages: readonly InlineImage[] };
}

/** Gives the skeleton the brand's looks, once per program. */
export function prepareEmail(bundle: TemplateBundle): EmailProgram {
  const { brand, assets } = bundle;
  const screen = new ScreenBrand(brand);
  const logo = logoOf(bundle);
  const logoSource = logo === undefined ? undefined : `cid:${contentId(logo)}`;
  const { shell, pieces } = brandSkeleton(screen, columnDivisions(bundle), logoSource);
  const images = new Map<string, InlineImage>();
  for (const [name, bytes] of Object.entries(assets)) {
    const mediaType = imageType(bytes);
    if (mediaType !== undefined && mediaType !== 'image/svg+xml') images.set(name, { cid: contentId(name), mediaType, bytes });
  }
  const writer = new BodyWriter(screen, pieces, (asset) => (images.has(asset) ? contentId(asset) : undefined));
  const inShell = (language: string, title: string, preheader: string, body: string): string => {
    const values = { language, title: escapeAscii(title), preheader: escapeAscii(preheader), body };
    let filled = '';
    for (const part of shell) filled += typeof part === 'string' ? part : values[part.slot];
    return filled;
  };
  const imagesOf = (used: ReadonlySet<string>): InlineImage[] => {
    const shown: InlineImage[] = [];
    for (const name of used) if (images.has(name)) shown.push(images.get(name) as InlineImage);
    return shown;
  };
  const always = logo === undefined ? [] : [logo];
  const programs = new Map<MessagePlan, MessageProgram>();
  return {
    write(document, preheader) {
      const used = new Set(always);
      const body = writer.write(withNotes(document), used);
      return { html: inShell(document.language, document.title, preheader, body), inlineImages: imagesOf(used) };
    },
    fill(plan, state) {
      let program = programs.get(plan);
      if (program === undefined) {
        program = compileMessage(plan.body, writer);
        programs.set(plan, program);
      }
      const used = new Set(always);
      const title = plan.title(state);
      const { html, text } = program(state, used);
      return { title, html: inShell(plan.language, title, plan.preheader(state), html), text, inlineImages: imagesOf(used) };
    },
  };
}

/** The logo as mail readers can show it; without one the name of the sender stands there. */
function logoOf({ brand, assets }: TemplateBundle): string | undefined {
  return [brand.logoFallback, brand.logo].find(
    (name) => name !== undefined && Object.hasOwn(assets, name) && imageType(assets[name]!) !== 'image/svg+xml',
  );
}

/** The body, and its footnotes below a line. */
function withNotes({ body, notes }: ResolvedDocument): readonly ResolvedNode[] {
  if (notes === undefined) return body;
  const source = '';
  const paragraphs = notes.map(({ number, runs }): ResolvedNode => {
    return { type: 'paragraph', source, style: 'footnote', runs: [{ text: String(number), script: 'super' }, { text: ' ' }, ...runs] };
  });
  return [...body, { type: 'line', source }, ...paragraphs];
}

const contentId = (asset: string): string => `${asset.replace(/[^A-Za-z0-9-]/g, '-')}@posthorn`;
