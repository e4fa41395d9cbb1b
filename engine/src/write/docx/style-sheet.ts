import type { Brand, ParagraphStyle } from '../../template/model.ts';
import { DECLARATION, escapeXml, hex, twips, twipsOf } from './xml.ts';

const NAMESPACE = 'http://schemas.openxmlformats.org/wordprocessingml/2006/main';
const ALIGNMENT = { start: 'left', end: 'right', left: 'left', right: 'right', center: 'center', justify: 'both' } as const;
const HEADINGS = [1.8, 1.4, 1.15, 1, 1, 0.95];

/** The identifier of a brand's style; Word knows headings by names of its own. */
export function styleId(name: string): string {
  return /^heading[1-6]$/.test(name) ? `Heading${name.slice(7)}` : `ph-${name.replace(/[^A-Za-z0-9-]/g, '-')}`;
}

/** A brand's paragraph styles as those of Word, so that a clerk who writes on does so in the brand's looks. */
export function styleSheet(brand: Brand, language: string): string {
  const body = brand.styles.body ?? {};
  const names = new Set(['body', ...Object.keys(brand.styles), ...HEADINGS.map((_, i) => `heading${i + 1}`)]);
  const styles = [...names].map((name) => paragraphStyle(name, brand)).join('');
  const defaults = `<w:docDefaults><w:rPrDefault><w:rPr>${fonts(body, brand)}${both('sz', halfPoints(body.size ?? 10))}<w:lang w:val="${escapeXml(language)}" w:bidi="${escapeXml(language)}"/></w:rPr></w:rPrDefault><w:pPrDefault/></w:docDefaults>`;
  return `${DECLARATION}<w:styles xmlns:w="${NAMESPACE}">${defaults}${styles}</w:styles>`;
}

const halfPoints = (points: number): number => Math.max(2, Math.round(points * 2));

function paragraphStyle(name: string, brand: Brand): string {
  const own = brand.styles[name];
  const level = /^heading([1-6])$/.exec(name)?.[1];
  const style: ParagraphStyle = own ?? usualHeading(Number(level ?? 1), brand);
  const base = name === 'body' ? '' : `<w:basedOn w:val="${styleId(style.basedOn ?? 'body')}"/>`;
  const usual = name === 'body' ? ' w:default="1"' : '';
  const shown = level === undefined ? escapeXml(name) : `heading ${level}`;
  const outline = level === undefined ? '' : `<w:outlineLvl w:val="${Number(level) - 1}"/>`;
  const paragraph = `<w:pPr>${style.keepWithNext === true || level !== undefined ? '<w:keepNext/>' : ''}${spacing(style)}${indent(style)}${
    style.align === undefined ? '' : `<w:jc w:val="${ALIGNMENT[style.align]}"/>`
  }${outline}</w:pPr>`;
  return `<w:style w:type="paragraph"${usual} w:styleId="${styleId(name)}"><w:name w:val="${shown}"/>${base}<w:qFormat/>${paragraph}<w:rPr>${look(style, brand)}</w:rPr></w:style>`;
}

const usualHeading = (level: number, brand: Brand): ParagraphStyle => ({
  size: (brand.styles.body?.size ?? 10) * (HEADINGS[level - 1] ?? 1),
  weight: 'bold',
  spaceBefore: 12,
  spaceAfter: 4,
});

function spacing({ spaceBefore, spaceAfter, leading }: ParagraphStyle): string {
  const line = leading === undefined ? '' : ` w:line="${twips(leading)}" w:lineRule="atLeast"`;
  const before = spaceBefore === undefined ? '' : ` w:before="${twips(spaceBefore)}"`;
  const after = spaceAfter === undefined ? '' : ` w:after="${twips(spaceAfter)}"`;
  return before + after + line === '' ? '' : `<w:spacing${before}${after}${line}/>`;
}

function indent({ indent: left, firstIndent }: ParagraphStyle): string {
  if (left === undefined && firstIndent === undefined) return '';
  const first =
    firstIndent === undefined ? '' : firstIndent < 0 ? ` w:hanging="${twipsOf(-firstIndent)}"` : ` w:firstLine="${twipsOf(firstIndent)}"`;
  return `<w:ind w:left="${twipsOf(left ?? 0)}"${first}/>`;
}

/** A property of a run, for scripts from left to right and for those from right to left. */
const both = (name: string, value: boolean | number): string => `<w:${name} w:val="${value}"/><w:${name}Cs w:val="${value}"/>`;

function look(style: ParagraphStyle, brand: Brand): string {
  return [
    style.font === undefined ? '' : fonts(style, brand),
    style.weight === undefined ? '' : both('b', style.weight === 'bold'),
    style.italic === undefined ? '' : both('i', style.italic),
    style.color === undefined ? '' : `<w:color w:val="${hex(style.color)}"/>`,
    style.size === undefined ? '' : both('sz', halfPoints(style.size)),
  ].join('');
}

/** The family that screens take first, since the clerk's machine has no fonts of the brand's files. */
function fonts({ font }: ParagraphStyle, brand: Brand): string {
  const family = brand.fonts[font ?? Object.keys(brand.fonts)[0] ?? ''];
  const name = escapeXml((family?.web ?? 'Arial').split(',')[0]!.replace(/["']/g, '').trim());
  return `<w:rFonts w:ascii="${name}" w:hAnsi="${name}" w:cs="${name}" w:eastAsia="${name}"/>`;
}
