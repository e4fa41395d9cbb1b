import type { Findings } from './findings.ts';

/**
 * Work that one document may take: nodes, lines, cells, slabs looked at again. Ten thousand full pages take a tenth of it;
 * only what is hostile or broken takes more, and would take hours.
 */
const MOST_WORK = 5_000_000;

/** Counts the work of laying one document out. When it is spent, layout adds nothing more, and the document is an error. */
export class Budget {
  left = MOST_WORK;

  get spent(): boolean {
    return this.left < 0;
  }

  /** Reports that there was too much to do, if there was. */
  report(findings: Findings): void {
    if (!this.spent) return;
    findings.error('layout.too-much-work', 'Laying this document out takes too much work; it was given up.', 'template#/body', {
      hint: 'Look for repeats inside of repeats, columns inside of columns, and lists in the data that are much too long.',
    });
  }
}
