import { expect, test, vi } from 'vitest';
import { AREA_NAMES } from './areas.ts';
import { fuzz } from './fuzz-node.ts';

vi.setConfig({ testTimeout: 180_000 });

/** A sample of `fuzz.slow.ts`, for every run. */
const FEW = 6;
const SEED = 7;

test.each(AREA_NAMES)('a few damaged %s give documents or diagnostics with places', async (area) => {
  const { faults, cases } = await fuzz({ area, from: SEED, cases: FEW });
  expect(faults).toEqual([]);
  expect(cases).toBe(FEW);
});
