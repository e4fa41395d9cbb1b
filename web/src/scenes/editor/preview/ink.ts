import type { ZoneProfile } from '@posthorn/contract';
import type { PageFacts } from './messages.ts';

type Zone = ZoneProfile['zones'][number];

/** Something printed where a provider of letters wants nothing; millimetres from the left and upper edge. */
export interface Intrusion {
  /** From 1. */
  readonly page: number;
  readonly zone: Zone;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  /** Where in the template it comes from; absent for what stands on the brand's pages. */
  readonly source?: string;
}

/** A page as it was drawn: four bytes for each pixel. */
export interface Drawn {
  readonly width: number;
  readonly height: number;
  readonly data: Uint8ClampedArray;
}

const mmPerPoint = 25.4 / 72;
/** Of 255: paler than this no printer prints. As the server looks at letters before they are handed over. */
const pale = 8;

/** What of a drawn page lies in zones. It is looked at as it will be printed: what is white, or covered, does not count. */
export function intrusionsOn(page: number, drawn: Drawn, facts: Pick<PageFacts, 'width' | 'places'>, zones: readonly Zone[]): Intrusion[] {
  const mm = (facts.width * mmPerPoint) / drawn.width;
  return zones.flatMap((zone) => {
    const ink = page === 1 || zone.pages === 'all' ? inkIn(drawn, zone, mm) : undefined;
    if (ink === undefined) return [];
    const source = facts.places.find((place) => overlaps(ink, place))?.source;
    return [{ page, zone, ...ink, ...(source === undefined ? {} : { source }) }];
  });
}

type Box = Pick<Intrusion, 'x' | 'y' | 'width' | 'height'>;

/** The rectangle around all that is not white in a zone; pixels on its edge, which are half of what is beside it, are left out. */
function inkIn({ width, height, data }: Drawn, zone: Box, mm: number): Box | undefined {
  const left = Math.max(0, Math.ceil(zone.x / mm));
  const top = Math.max(0, Math.ceil(zone.y / mm));
  const right = Math.min(width, Math.floor((zone.x + zone.width) / mm));
  const bottom = Math.min(height, Math.floor((zone.y + zone.height) / mm));
  let [x0, y0, x1, y1] = [right, bottom, left, top];
  for (let y = top; y < bottom; y++)
    for (let x = left; x < right; x++) {
      if (isPale(data, (y * width + x) * 4)) continue;
      x0 = Math.min(x0, x);
      y0 = Math.min(y0, y);
      x1 = Math.max(x1, x + 1);
      y1 = Math.max(y1, y + 1);
    }
  return x1 <= x0 ? undefined : { x: x0 * mm, y: y0 * mm, width: (x1 - x0) * mm, height: (y1 - y0) * mm };
}

/** Whether a pixel, laid on white paper, leaves nothing to be seen. */
function isPale(data: Uint8ClampedArray, at: number): boolean {
  const cover = data[at + 3]! / 255;
  return (255 - Math.min(data[at]!, data[at + 1]!, data[at + 2]!)) * cover <= pale;
}

function overlaps(ink: Box, place: PageFacts['places'][number]): boolean {
  const [x, y] = [place.x * mmPerPoint, place.y * mmPerPoint];
  const [right, bottom] = [x + place.width * mmPerPoint, y + place.height * mmPerPoint];
  return x < ink.x + ink.width && right > ink.x && y < ink.y + ink.height && bottom > ink.y;
}
