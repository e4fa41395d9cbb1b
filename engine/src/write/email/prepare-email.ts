import { imageType } from '../../graphics/image-type.ts';
import type { State } from '../../resolve/context.ts';
import type { ResolvedDocument, ResolvedNode } from '../../resolve/resolved.ts';
import type { MessagePlan } from '../../resolve/tree.ts';
import type { TemplateBundle } from '../../template/model.ts';
import { isRightToLeftLanguage } from '../../text/scripts.ts';
import { ScreenBrand } from '../html/brand-css.ts';
import { escapeAscii } from '../html/escape.ts';
import { BodyWriter } from './body-writer.ts';
import { brandSkeleton } from './brand-skeleton.ts';
import { columnDivisions } from './divisions.ts';
import { imagesByAddress, inlineImages, type ShownImages } from './message-images.ts';
import { mirrored } from './mirror.ts';
import { compileMessage, type MessageProgram } from './program/message-program.ts';

/** A template's message made ready: a record only fills slots. */
export interface EmailProgram {
  write(document: ResolvedDocument, around: Around): { html: string } & ShownImages;
  /** The same and the text part, of a record that goes through a plan; faults are in the state's diagnostics. */
  fill(plan: MessagePlan, state: State): { title: string; html: string; text: string } & ShownImages;
}

/** What a message has around its body. */
interface Around {
  readonly preheader: string;
  /** JSON-LD; '' where there is none. */
  readonly markup: string;
}

/** Gives the skeleton the brand's looks, once per program. @param imageBase where pictures are published; they go along if absent */
export function prepareEmail(bundle: TemplateBundle, imageBase?: string): EmailProgram {
  const screen = new ScreenBrand(bundle.brand);
  const images = imageBase === undefined ? inlineImages(bundle) : imagesByAddress(bundle, imageBase);
  const logo = logoOf(bundle);
  const { shell, pieces } = brandSkeleton(screen, columnDivisions(bundle), logo === undefined ? undefined : images.source(logo));
  const writer = new BodyWriter(screen, pieces, images.source);
  const inShell = (language: string, title: string, { preheader, markup }: Around, body: string): string => {
    let filled = '';
    for (let i = 0; i < shell.length; i++) {
      const part = shell[i] as (typeof shell)[number];
      if (typeof part === 'string') filled += part;
      else if (part.slot === 'body') filled += body;
      else if (part.slot === 'language') filled += language;
      else if (part.slot === 'title') filled += escapeAscii(title);
      else if (part.slot === 'preheader') filled += escapeAscii(preheader);
      else filled += scriptOf(markup);
    }
    return isRightToLeftLanguage(language) ? mirrored(filled) : filled;
  };
  const always = logo === undefined ? [] : [logo];
  const alwaysShown = images.shown(new Set(always));
  const programs = new Map<MessagePlan, MessageProgram>();
  return {
    write(document, around) {
      const used = new Set(always);
      const body = writer.write(withNotes(document), used);
      return { html: inShell(document.language, document.title, around, body), ...images.shown(used) };
    },
    fill(plan, state) {
      let program = programs.get(plan);
      if (program === undefined) {
        program = compileMessage(plan.body, writer);
        programs.set(plan, program);
      }
      const title = plan.title(state);
      const { html, text, images: others } = program(state);
      const around = { preheader: plan.preheader(state), markup: plan.markup(state) };
      const whole = inShell(plan.language, title, around, html);
      if (others === undefined) return { title, html: whole, text, ...alwaysShown };
      return { title, html: whole, text, ...images.shown(new Set([...always, ...others])) };
    },
  };
}

const scriptOf = (markup: string): string => (markup === '' ? '' : `<script type="application/ld+json">${markup}</script>\n`);

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
