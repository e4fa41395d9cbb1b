import type { StructureNode } from './display-list.ts';
import type { Findings } from './findings.ts';

/** What is known of the headings of one place: of a document's body, or of the frames of a page. */
const lastLevels = new WeakMap<object, number>();
/** Where headings stand in the template. */
const sources = new WeakMap<StructureNode, string>();

/**
 * The level that a heading is tagged with, among those of the same place: of a document's body, or of the frames of a page.
 * PDF/UA-1, 7.4.2 forbids to skip levels and wants the first to be 1, so a heading that does is tagged one level below the last,
 * looks as the author wanted, and the author is told.
 */
export function tagLevel<Level extends number>(findings: Findings, place: object, level: Level, source: string): Level {
  const last = lastLevels.get(place) ?? 0;
  const tagged = Math.min(level, last + 1) as Level;
  lastLevels.set(place, tagged);
  if (tagged !== level) tellSkipped(findings, level, tagged, source);
  return tagged;
}

/** Remembers where a heading stands that frames are perhaps read before. */
export function noteSource(heading: StructureNode | undefined, source: string): void {
  if (heading !== undefined) sources.set(heading, source);
}

/**
 * Tags the headings of a document of several parts once more. The frames of a part are read before its body but laid out after it,
 * so that only now it shows where a body begins with a heading that skips a level after one in a frame.
 */
export function settleLevels(root: StructureNode, findings: Findings): void {
  let last = 0;
  const visit = (node: StructureNode): void => {
    const level = /^H[1-6]$/.test(node.type) ? Number(node.type[1]) : undefined;
    if (level !== undefined) {
      const tagged = Math.min(level, last + 1);
      if (tagged !== level) {
        (node as { type: string }).type = `H${tagged}`;
        tellSkipped(findings, level, tagged, sources.get(node) ?? 'template#/body');
      }
      last = tagged;
    }
    for (const child of node.children) visit(child);
  };
  visit(root);
}

function tellSkipped(findings: Findings, level: number, tagged: number, source: string): void {
  const after = tagged === 1 ? 'is the first heading' : `follows one of level ${tagged - 1}`;
  findings.warn('heading.skipped-level', `A heading of level ${level} ${after}; it is tagged as level ${tagged}.`, source, {
    hint: `Make it level ${tagged}, and give it the style that it should look like.`,
  });
}
