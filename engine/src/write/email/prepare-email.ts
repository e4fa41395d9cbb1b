import type { InlineImage } from '../../compose.ts';
import { imageType } from '../../graphics/image-type.ts';
import type { State } from '../../resolve/context.ts';
import type { ResolvedDocument, ResolvedNode } from '../../resolve/resolved.ts';
import type { MessagePlan } from '../../resolve/tree.ts';
import type { TemplateBundle } from '../../template/model.ts';
import { ScreenBrand } from '../html/brand-css.ts';
import { escapeAscii, toAscii } from '../html/escape.ts';
import { BodyWriter, type Pieces } from './body-writer.ts';
import { compileMessage, type MessageProgram } from './program/message-program.ts';
import { columnDivisions, SLOT, skeletonMjml } from './skeleton.ts';

/** A template's message made ready: MJML is done with, a record only fills slots. */
export interface EmailProgram {
  write(document: ResolvedDocument, preheader: string): { html: string; inlineImages: readonly InlineImage[] };
  /** The same and the text part, of a record that goes through a plan; faults are in the state's diagnostics. */
  fill(plan: MessagePlan, state: State): { title: string; html: string; text: string; inlineImages: readonly InlineImage[] };
}

/** Compiles the brand's skeleton with MJML, once per program, and cuts it into the pieces that messages are made of. */
export async function prepareEmail(bundle: TemplateBundle): Promise<EmailProgram> {
  const { brand, assets } = bundle;
  const screen = new ScreenBrand(brand);
  const logo = logoOf(bundle);
  const divisions = columnDivisions(bundle);
  const html = await compileMjml(skeletonMjml(screen, divisions, logo === undefined ? undefined : `cid:${contentId(logo)}`));
  const { shell, pieces } = cut(toAscii(html), divisions);
  const shellParts = splitAtSlots(shell);
  const images = new Map<string, InlineImage>();
  for (const [name, bytes] of Object.entries(assets)) {
    const mediaType = imageType(bytes);
    if (mediaType !== undefined && mediaType !== 'image/svg+xml') images.set(name, { cid: contentId(name), mediaType, bytes });
  }
  const writer = new BodyWriter(screen, pieces, (asset) => (images.has(asset) ? contentId(asset) : undefined));
  const inShell = (language: string, title: string, preheader: string, body: string): string => {
    const values = { language, title: escapeAscii(title), preheader: escapeAscii(preheader), body };
    let filled = '';
    for (const part of shellParts) filled += typeof part === 'string' ? part : values[part.slot];
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

/** MJML is loaded when the first e-mail is prepared: it is large. Only MJML of our own making goes in, with no includes. */
async function compileMjml(source: string): Promise<string> {
  const { default: mjml } = await import('mjml');
  const { html, errors } = await mjml(source, { validationLevel: 'strict', keepComments: true, ignoreIncludes: true, fonts: {} });
  if (errors.length > 0) throw new Error(`The message skeleton is no valid MJML: ${errors.map((e) => e.formattedMessage).join('; ')}`);
  return html;
}

const contentId = (asset: string): string => `${asset.replace(/[^A-Za-z0-9-]/g, '-')}@posthorn`;

function cut(html: string, divisions: readonly (readonly number[])[]): { shell: string; pieces: Pieces } {
  const piece = (name: string): string => {
    const begin = `<!--[piece ${name}]-->`;
    const end = `<!--[/piece ${name}]-->`;
    return html.slice(html.indexOf(begin) + begin.length, html.indexOf(end)).trim();
  };
  const [sectionBefore = '', sectionAfter = ''] = piece('section').split(SLOT.text);
  const columns = new Map(divisions.map((division, i) => [division.join(' '), piece(`columns${i}`)]));
  const from = html.indexOf('<!--[piece section]-->');
  const to = html.indexOf('<!--[/piece samples]-->') + '<!--[/piece samples]-->'.length;
  return {
    shell: html.slice(0, from) + html.slice(to),
    pieces: { section: [sectionBefore, sectionAfter], columns, button: piece('button'), image: piece('image'), divider: piece('divider') },
  };
}

type ShellSlot = 'language' | 'title' | 'preheader' | 'body';

function splitAtSlots(shell: string): (string | { slot: ShellSlot })[] {
  const names = new Map<string, ShellSlot>((['language', 'title', 'preheader', 'body'] as const).map((slot) => [SLOT[slot], slot]));
  return shell.split(/(@@posthorn-\w+@@)/).map((part) => {
    const slot = names.get(part);
    return slot === undefined ? part : { slot };
  });
}
