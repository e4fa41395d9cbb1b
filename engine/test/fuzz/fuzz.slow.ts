import { expect, test } from 'vitest';
import { complaintsOfReaders } from '../independent-readers.ts';
import { AREA_NAMES } from './areas.ts';
import { fuzz } from './fuzz-node.ts';

/**
 * Every run begins with the same seeds. `FUZZ_SEED=random` tries others, a number begins with that one, and `FUZZ_SECONDS` says how
 * long each area is tried. A fault names its seed: `node engine/test/fuzz/fuzz-node.ts <area> <seed> 1` tries that case alone.
 */
const wanted = process.env.FUZZ_SEED ?? '20261122';
const from = wanted === 'random' ? Math.floor(Math.random() * 2 ** 31) : Number(wanted);
const within = Number(process.env.FUZZ_SECONDS ?? '35') * 1000;
/** PDFs of each area that other readers are asked about. */
const KEPT = 20;
/** Cases of each area, however long they take. */
const LEAST = 25;

test.each(AREA_NAMES)('whatever is wrong with the %s, there are documents or diagnostics with places, in time', async (area) => {
  const told = (fault: string): void => console.log(fault);
  const { faults, cases, composed, slowest, pdfs } = await fuzz({ area, from, cases: 1_000_000, within, atLeast: LEAST, keep: KEPT, told });
  console.log(`${area}: ${cases} cases, ${composed} composed; the slowest, ${slowest.seed}, took ${slowest.milliseconds} ms`);
  expect(faults).toEqual([]);
  expect(composed).toBeGreaterThan(5);
  // Readers only warn of what an enclosed PDF already had wrong.
  if (area === 'enclosures') return;
  const { qpdf = [], ...others } = await complaintsOfReaders(pdfs);
  // The compressed picture of a JPEG goes into the PDF as it is: no reader but one that looks for faults minds bad bits in it.
  const ours = qpdf.filter((complaint) => !complaint.includes('Corrupt JPEG data'));
  expect({ qpdf: ours, ...others }).toEqual({ qpdf: [], MuPDF: [], poppler: [], Ghostscript: [] });
});
