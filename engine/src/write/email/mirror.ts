import { foreignParagraphs } from '../html/foreign-paragraphs.ts';

/**
 * Turns a message into one that is read from right to left: for mail readers, which know nothing of `text-align: start` and take the direction of
 * an outer element only now and then, every element says so itself. What stands at the left stands at the right; what was put to the right on
 * purpose, such as figures, stays there, as on the page. Only messages in such languages come here.
 */
export function mirrored(html: string): string {
  const turned = html.replace(STYLES_OR_TAG, (part) => (part.startsWith('<style') ? mirroredCss(part) : mirroredTag(part)));
  return foreignParagraphs(turned, true);
}

const STYLES_OR_TAG = /<style[^>]*>[\s\S]*?<\/style>|<[a-z!][^>]*>/g;
/** Outlook wants it of tables, others of what is around all. */
const DIRECTED = /^<(?:table|body)(?=[\s>])/;

function mirroredTag(tag: string): string {
  return tag
    .replace(/(\s)dir="auto"/, '$1dir="rtl"')
    .replace(DIRECTED, '$& dir="rtl"')
    .replace(/(\s)align="left"/, '$1align="right"')
    .replace(/\sstyle="[^"]*"/, mirroredCss);
}

/** Sides of four values: above, right, below, left. */
const LENGTH = '(-?[\\d.]+(?:px|pt|em|%)?|auto)';
const FOUR = new RegExp(`\\b(padding|margin):${LENGTH} ${LENGTH} ${LENGTH} ${LENGTH}`, 'g');

const mirroredCss = (css: string): string =>
  css
    .replaceAll('text-align:left', 'text-align:right')
    .replaceAll('direction:ltr', 'direction:rtl')
    .replace(
      /\b(padding|margin|border)-(left|right):/g,
      (_, name: string, side: string) => `${name}-${side === 'left' ? 'right' : 'left'}:`,
    )
    .replace(FOUR, '$1:$2 $5 $4 $3');
