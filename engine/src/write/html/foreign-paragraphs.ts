import { hasRightToLeft } from '../../text/scripts.ts';

export const FOREIGN_CSS = 'main [dir=ltr]{text-align:right}';

/** A paragraph or heading without another in it. */
const PARAGRAPH = /<(p|h[1-6])((?: [^>]*)?)>([^<]*(?:<(?!\/?(?:p|h[1-6])\b)[^<]*)*)<\/\1>/g;
/** Letters of the right-to-left scripts as references to characters: 1424 to 2303. */
const REFERENCE = /&#(?:14[2-9]\d|1[5-9]\d\d|2[0-2]\d\d|230[0-3]);/;

/**
 * In a text from right to left, paragraphs without a letter of such a script run from left to right, at the right edge: “Call us: 555 (24 h).” keeps its
 * full stop at its end.
 * @param inline whether the edge is said by a `style` of the element, for mail readers; pages have `FOREIGN_CSS`
 */
export function foreignParagraphs(html: string, inline = false): string {
  return html.replace(PARAGRAPH, (whole: string, name: string, attributes: string, content: string) => {
    const text = content.replace(/<[^>]*>/g, '');
    if (hasRightToLeft(text) || REFERENCE.test(text) || !/[A-Za-z\u00c0-\u024f]/.test(text.replace(/&#?\w+;/g, ''))) return whole;
    if (!inline) return `<${name}${attributes} dir="ltr">${content}</${name}>`;
    const styled = attributes.includes(' style="')
      ? attributes.replace(' style="', ' style="text-align:right;')
      : `${attributes} style="text-align:right"`;
    return `<${name}${styled} dir="ltr">${content}</${name}>`;
  });
}
