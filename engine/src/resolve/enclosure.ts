import type { Enclosure } from '../template/nodes/enclosure.ts';
import type { Context } from './context.ts';
import { compileText } from './inline.ts';
import { checkName, type Emit } from './nodes.ts';

/** A PDF whose pages come after the letter's. */
export interface ResolvedEnclosure {
  readonly type: 'enclosure';
  readonly source: string;
  readonly asset: string;
  readonly title: string;
  readonly alt: string;
  /** As written: `1-3, 5`; all pages if absent. */
  readonly pages?: string;
  readonly counted: boolean;
  /** `Enclosure` in the document's language. */
  readonly word: string;
}

const WORDS: { readonly [language: string]: string } = {
  cs: 'Příloha',
  da: 'Bilag',
  de: 'Anlage',
  en: 'Enclosure',
  es: 'Anexo',
  fi: 'Liite',
  fr: 'Annexe',
  it: 'Allegato',
  nl: 'Bijlage',
  no: 'Vedlegg',
  pl: 'Załącznik',
  pt: 'Anexo',
  sv: 'Bilaga',
};

export function compileEnclosure(ctx: Context, node: Enclosure): Emit {
  const { source } = ctx;
  const { assets } = ctx.shared.bundle;
  checkName(ctx.at('asset'), 'asset.unknown', 'asset', node.asset, assets);
  const bytes = Object.hasOwn(assets, node.asset) ? assets[node.asset] : undefined;
  if (bytes !== undefined && !isPdf(bytes)) {
    ctx.at('asset').error('enclosure.not-a-pdf', `The asset "${node.asset}" is no PDF.`, { hint: 'Only PDF files can be enclosed.' });
  }
  const title = compileText(ctx.at('title'), node.title);
  const alt = node.alt === undefined ? title : compileText(ctx.at('alt'), node.alt);
  const word = WORDS[ctx.shared.language.split('-')[0]!] ?? 'Enclosure';
  const { asset, counted = false } = node;
  const pages = node.pages === undefined ? undefined : { pages: node.pages };
  return (state, out) => void out.push({ type: 'enclosure', source, asset, title: title(state), alt: alt(state), counted, word, ...pages });
}

/** Whether the bytes begin as a PDF does; readers allow some bytes before it. */
export function isPdf(bytes: Uint8Array): boolean {
  return new TextDecoder('latin1').decode(bytes.subarray(0, 1024)).includes('%PDF-');
}

/** What a message says of an enclosure. */
export const enclosureLine = ({ word, title }: ResolvedEnclosure): string => `${word}: ${title}`;
