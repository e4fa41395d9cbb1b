import type { ZoneProfile } from '@posthorn/contract';

/*
 * Where providers want nothing printed, in millimetres from the left and upper edge of A4. What a provider checks itself is `refused`: it sends the
 * letter back, or paints over what stands there. What it only asks for is `advised`.
 *
 * Deutsche Post E-POST: https://swspedia.atlassian.net/wiki/pages/viewpage.action?pageId=903720867 (borders, address block, franking, first fold);
 * outboxx: https://www.outboxx.eu/hybridbrief-fragen-antworten (DataMatrix, white border). Both as read in 2026; a provider's template decides.
 */

const page = { width: 210, height: 297 };

/** Borders of all pages. */
const borders = (weight: 'refused' | 'advised', { left = 0, right = 0, top = 0, bottom = 0 }): ZoneProfile['zones'] =>
  [
    { name: 'left', weight, x: 0, y: 0, width: left, height: page.height },
    { name: 'right', weight, x: page.width - right, y: 0, width: right, height: page.height },
    { name: 'top', weight, x: 0, y: 0, width: page.width, height: top },
    { name: 'bottom', weight, x: 0, y: page.height - bottom, width: page.width, height: bottom },
  ]
    .filter(({ width, height }) => width > 0 && height > 0)
    .map((zone) => ({ ...zone, pages: 'all' as const, weight: zone.weight as 'refused' | 'advised' }));

const epostBorders = [...borders('refused', { left: 12 }), ...borders('advised', { right: 2.5, top: 7, bottom: 7 })];

export const zoneProfiles: readonly ZoneProfile[] = [
  {
    id: 'epost',
    zones: [
      ...epostBorders,
      // The address block: 45 mm from the top, 20 mm from the left, 85 mm × 45 mm; 8 mm of it for the sender's line.
      { name: 'franking', pages: 'first', weight: 'refused', x: 20, y: 53, width: 85, height: 13 },
      { name: 'window', pages: 'first', weight: 'advised', x: 20, y: 90, width: 85, height: 15 },
    ],
  },
  // The provider puts a page with the address before the letter.
  { id: 'epost-cover', zones: epostBorders },
  {
    id: 'outboxx',
    zones: [
      ...borders('refused', { left: 3, right: 3, top: 3, bottom: 3 }),
      { name: 'datamatrix', pages: 'all', weight: 'refused', x: 0, y: 165, width: 15, height: 15 },
    ],
  },
];

export const zonesOf = (profile: string): ZoneProfile['zones'] => zoneProfiles.find(({ id }) => id === profile)?.zones ?? [];
