import type { FoundDocument, FoundMark, FoundNode, Piece } from './types.ts';

const marked: Readonly<Record<string, 'bold' | 'italic' | 'underline'>> = {
  italic: 'italic',
  bold: 'bold',
  underline: 'underline',
  i: 'italic',
  b: 'bold',
};

/**
 * Reads a plain letter: a paragraph per line, fields in braces (`{name}`), optional parts as `[name> … ]`, marks as `<italic> … </italic>`,
 * lines that begin with `1.` or `*` as lists.
 */
export function readText(text: string): FoundDocument {
  const lines = inJinja(text.replace(/^\uFEFF/, '').replace(/\r\n?/g, '\n')).split('\n');
  const nodes = lines.flatMap((line): FoundNode[] => {
    if (line.trim() === '') return [];
    const list = /^\s*(?:(\d+)\.|([*•-]))\s+(.*)$/s.exec(line);
    if (!list) return [{ kind: 'paragraph', pieces: piecesOf(line.trim()) }];
    return [{ kind: 'paragraph', list: { ordered: list[1] !== undefined, level: 0 }, pieces: piecesOf(list[3]!) }];
  });
  return { nodes, parts: [], images: new Map(), findings: [] };
}

/** Braces and brackets as the commands that the rest of the import knows. */
function inJinja(text: string): string {
  let open = 0;
  return text
    .replace(
      /(?<!\{)\{([\p{L}_][^{}\n]*)\}(?!\})/gu,
      (_, name: string) => `\u00ab${name.replace(/[^\p{L}\p{N}_ .-]+/gu, ' ').slice(0, 60)}\u00bb`,
    )
    .replace(/\[([a-z_]+)>|\]/g, (whole, name: string | undefined) => {
      if (name !== undefined) {
        open++;
        return `{% if ${name} %}`;
      }
      if (open === 0) return whole;
      open--;
      return '{% endif %}';
    });
}

function piecesOf(line: string): Piece[] {
  const marks: FoundMark[] = [];
  return line.split(/(<\/?(?:italic|bold|underline|i|b)>)/).flatMap((part): Piece[] => {
    const tag = /^<(\/?)(\w+)>$/.exec(part);
    if (!tag || !marked[tag[2]!]) return part === '' ? [] : [{ kind: 'text', text: part, marks: [...marks] }];
    const type = marked[tag[2]!]!;
    if (tag[1])
      marks.splice(
        marks.findLastIndex((mark) => mark.type === type),
        1,
      );
    else marks.push({ type });
    return [];
  });
}
