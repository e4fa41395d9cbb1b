import type { Symbology } from '../graphics/barcode.ts';
import type { SlotMark } from '../template/masters.ts';
import type { LaidOutPage } from './display-list.ts';
import type { Painter } from './painter.ts';
import type { Scope } from './scope.ts';
import { mm, toMm } from './units.ts';

/** A page for which production is asked what stands in its slots. */
export interface SlotPage {
  /** From 1, of all pages of the document. */
  readonly page: number;
  readonly pages: number;
  /** From 1; two pages to a sheet with duplex. */
  readonly sheet: number;
  readonly sheets: number;
  /** Whether it is the front of its sheet. */
  readonly front: boolean;
}

/** What production draws into a slot. */
export type SlotContent =
  /** Optical marks for inserting machines: a line for every true position, downwards. See `omrCode`. */
  | {
      readonly type: 'omr';
      readonly positions: readonly boolean[];
      /** Distance of positions, millimetres; 4.23 (a sixth of an inch) if absent. Machines take 2.54 to 6.35. */
      readonly pitch?: number;
      /** Thickness of a mark, millimetres; 0.5 if absent. */
      readonly thickness?: number;
    }
  | { readonly type: 'code'; readonly symbology: Symbology; readonly payload: string };

/** Gives the contents of the slots of a page, by their names. */
export type FillSlots = (page: SlotPage) => { readonly [slot: string]: SlotContent | undefined };

/** Where a slot is: page from 1, millimetres from the page's top left corner. */
export interface SlotPlace {
  readonly name: string;
  readonly page: number;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

const OMR_PITCH = 4.23;
const OMR_THICKNESS = 0.5;
const COLOR = '#000000';

/** Notes a slot, and paints what production put into it. */
export function paintSlot(scope: Scope, painter: Painter, slot: SlotMark, content: SlotContent | undefined): void {
  const { name, x, y, width, height } = slot;
  painter.slots ??= [];
  painter.slots.push({ name, x: mm(x), y: mm(y), width: mm(width), height: mm(height) });
  if (content === undefined) return;
  const fits = content.type === 'omr' ? paintOmr(painter, slot, content) : paintCode(scope, painter, slot, content);
  if (fits) return;
  scope.findings.warn('layout.slot-overflow', `The marks for the slot “${name}” are larger than it.`, 'brand#/masters', {
    hint: 'Make the slot larger, or the marks closer or fewer.',
    key: name,
  });
}

function paintOmr(painter: Painter, slot: SlotMark, content: Extract<SlotContent, { type: 'omr' }>): boolean {
  const { positions, pitch = OMR_PITCH, thickness = OMR_THICKNESS } = content;
  positions.forEach((marked, i) => {
    if (!marked) return;
    const y = mm(slot.y + i * pitch);
    painter.items.push({ kind: 'rect', owner: null, x: mm(slot.x), y, width: mm(slot.width), height: mm(thickness), fill: COLOR });
  });
  return (positions.length - 1) * pitch + thickness <= slot.height + 0.01;
}

function paintCode(scope: Scope, painter: Painter, slot: SlotMark, content: Extract<SlotContent, { type: 'code' }>): boolean {
  try {
    const { rectangles, width, height } = scope.graphics.barcodePath(content.symbology, content.payload, slot.height / slot.width);
    const scale = Math.min(mm(slot.width) / width, mm(slot.height) / height);
    painter.items.push({ kind: 'rectangles', owner: null, x: mm(slot.x), y: mm(slot.y), fill: COLOR, rectangles, scale });
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    scope.findings.error('layout.barcode', `The code for the slot “${slot.name}” cannot be made: ${why}`, 'brand#/masters', {
      hint: 'Check what production gives for it.',
      key: slot.name,
    });
  }
  return true;
}

/** The slots of a laid-out document, in millimetres. */
export function slotPlaces(pages: readonly LaidOutPage[]): SlotPlace[] {
  const round = (points: number): number => Math.round(toMm(points) * 1000) / 1000;
  return pages.flatMap(({ slots }, i) =>
    (slots ?? []).map(({ name, x, y, width, height }) => {
      return { name, page: i + 1, x: round(x), y: round(y), width: round(width), height: round(height) };
    }),
  );
}
