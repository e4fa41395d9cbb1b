/** What an inserting machine has to know of a sheet. */
export interface OmrSheet {
  /** The last sheet of its envelope: the machine inserts instead of collecting. */
  readonly last: boolean;
  /** Which enclosure feeders add something; taken from the last sheet only. */
  readonly feeders?: readonly boolean[];
  /** Counts sheets, so that a missing or swapped one is noticed: goes from 1 to 7 and begins again. */
  readonly sequence?: number;
  /** Makes the number of marks even. */
  readonly parity?: boolean;
  /** A mark at the end of the code, so that a sheet that is cut off is noticed; true if absent. */
  readonly safety?: boolean;
  /** For machines that take a mark at the second position for “collect”. */
  readonly marksCollect?: boolean;
}

/**
 * The positions of an optical mark code, from the top: start, insert, feeders, three of the sequence, parity, safety. Every sheet
 * has the same number of positions at the same place; which of them a machine reads is set up there.
 */
export function omrCode(sheet: OmrSheet): boolean[] {
  const { last, feeders = [], sequence, parity = false, safety = true, marksCollect = false } = sheet;
  const positions = [true, last !== marksCollect, ...feeders.map((adds) => adds && last)];
  if (sequence !== undefined) {
    const step = ((sequence - 1) % 7) + 1;
    positions.push((step & 4) !== 0, (step & 2) !== 0, (step & 1) !== 0);
  }
  const marks = positions.filter(Boolean).length + (safety ? 1 : 0);
  if (parity) positions.push(marks % 2 === 1);
  if (safety) positions.push(true);
  return positions;
}
