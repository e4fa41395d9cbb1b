import type { ZoneProfile } from '@posthorn/contract';
import { type Printed, printedWithin } from '@posthorn/engine/preview';
import { zonesOf } from './profiles.ts';

type Zone = ZoneProfile['zones'][number];

/** Something that is printed where a provider wants nothing. */
export interface Intrusion extends Printed {
  readonly zone: Zone;
}

/**
 * What of a letter stands in the zones of a profile, page by page. It is looked at as it will be printed: what is white, or hidden, does not count.
 * @throws Error when the bytes are no PDF, or PDFium is not installed
 */
export async function intrusionsIn(pdf: Uint8Array, profile: string): Promise<readonly Intrusion[]> {
  const zones = zonesOf(profile);
  if (zones.length === 0) return [];
  const found = await printedWithin(pdf, zones);
  return found.map((one) => ({ ...one, zone: zones[one.area]! }));
}

/** Why a provider would not print a letter as it is, in one line with every place; undefined where it would. */
export async function refusalOf(pdf: Uint8Array, profile: string): Promise<string | undefined> {
  const refused = (await intrusionsIn(pdf, profile)).filter(({ zone }) => zone.weight === 'refused');
  return refused.length === 0 ? undefined : `no-print zones: ${refused.map(placeText).join('; ')}`;
}

const names: Readonly<Record<string, string>> = {
  left: 'the left border',
  right: 'the right border',
  top: 'the upper border',
  bottom: 'the lower border',
  franking: 'the band of the franking',
  window: 'what the window may show',
  datamatrix: "the place of the provider's DataMatrix",
};

function placeText({ page, zone, x, y, width, height, text }: Intrusion): string {
  const what = text === '' ? 'something' : `"${text}"`;
  const place = `${round(x)}–${round(x + width)} mm from the left, ${round(y)}–${round(y + height)} mm from the top`;
  return `page ${page}, ${names[zone.name] ?? zone.name}: ${what} at ${place}`;
}

const round = (mm: number): string => mm.toFixed(1);
