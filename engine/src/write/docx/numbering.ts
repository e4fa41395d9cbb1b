import type { ResolvedList } from '../../resolve/resolved-list.ts';
import { DECLARATION } from './xml.ts';

const NAMESPACE = 'http://schemas.openxmlformats.org/wordprocessingml/2006/main';
const FORMATS: Readonly<Record<string, string>> = {
  LowerAlpha: 'lowerLetter',
  UpperAlpha: 'upperLetter',
  LowerRoman: 'lowerRoman',
  UpperRoman: 'upperRoman',
};

/** How far in a list stands for each level, twentieths of a point. */
export const LIST_INDENT = 360;
const DEEPEST = 8;

/** The lists of a document: each counts on its own. */
export class Numbering {
  #definitions = '';
  #lists = '';
  #count = 0;

  /** The number of a list by which its paragraphs refer to it. */
  add({ ordered, numbering, start = 1 }: ResolvedList): number {
    this.#count += 1;
    const format = ordered ? (FORMATS[numbering ?? ''] ?? 'decimal') : 'bullet';
    const levels = Array.from({ length: DEEPEST + 1 }, (_, level) => {
      const sign = ordered ? `%${level + 1}.` : '•';
      const indent = `<w:pPr><w:ind w:left="${LIST_INDENT * (level + 1)}" w:hanging="${LIST_INDENT}"/></w:pPr>`;
      return `<w:lvl w:ilvl="${level}"><w:start w:val="${start}"/><w:numFmt w:val="${format}"/><w:lvlText w:val="${sign}"/><w:lvlJc w:val="left"/>${indent}</w:lvl>`;
    });
    this.#definitions += `<w:abstractNum w:abstractNumId="${this.#count}"><w:multiLevelType w:val="hybridMultilevel"/>${levels.join('')}</w:abstractNum>`;
    this.#lists += `<w:num w:numId="${this.#count}"><w:abstractNumId w:val="${this.#count}"/></w:num>`;
    return this.#count;
  }

  /** Properties of the first paragraph of an item. */
  static item(list: number, level: number): string {
    return `<w:numPr><w:ilvl w:val="${Math.min(level, DEEPEST)}"/><w:numId w:val="${list}"/></w:numPr>`;
  }

  xml(): string {
    return `${DECLARATION}<w:numbering xmlns:w="${NAMESPACE}">${this.#definitions}${this.#lists}</w:numbering>`;
  }
}
