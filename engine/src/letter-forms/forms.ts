import type { Frame, LineMark, MasterPage, PageMark, PageMaster, Rect } from '../template/masters.ts';
import { envelopes, type LetterForm } from './envelopes.ts';
import { tidy } from './sheet.ts';

/** Where everything stands in letters of a form. Millimetres. */
interface Form {
  readonly size: 'A4' | 'letter';
  readonly logo: Rect;
  /** Absent where the sender does not stand in the window. */
  readonly returnAddress?: Rect;
  readonly address: Rect;
  readonly info: Rect;
  /** Where the text begins on the first page, and its margins. */
  readonly top: number;
  readonly left: number;
  readonly right: number;
  readonly holes?: number;
}

/**
 * DIN 5008: letterhead 27 mm (A) or 45 mm (B); below it the address field, 85 × 45 mm, 20 mm from the left, whose text begins at 25 mm: 17.7 mm
 * for return address and endorsements, 27.3 mm for the address; information block at 125 mm; text from 98.46 mm (B), 18 mm higher in A;
 * margins 25 and 20 mm; hole mark at 148.5 mm.
 */
const din = (head: 27 | 45): Form => ({
  size: 'A4',
  logo: { x: 25, y: 8, width: 80, height: head - 12 },
  returnAddress: { x: 25, y: head, width: 80, height: 17.7 },
  address: { x: 25, y: head + 17.7, width: 80, height: 27.3 },
  info: { x: 125, y: head + 5, width: 65, height: 40 },
  top: head + 53.5,
  left: 25,
  right: 20,
  holes: 148.5,
});

/** The window of a Swiss C5 envelope at the left or the right; the facts about the letter stand at the other side. */
const swiss = (window: number, info: number, right: number): Form => ({
  size: 'A4',
  logo: { x: 24, y: 12, width: 80, height: 20 },
  address: { x: window, y: 51, width: 76, height: 30 },
  info: { x: info, y: 51, width: 72, height: 34 },
  top: 98,
  left: 24,
  right,
});

/** What stands behind windows is their safe zone; the rest is room around it. */
export const forms: Readonly<Record<LetterForm, Form>> = {
  'din-a': din(27),
  'din-b': din(45),
  'us-10': {
    size: 'letter',
    logo: { x: 25.4, y: 12.7, width: 90, height: 22 },
    address: { x: 25.4, y: 63.5, width: 85, height: 16.9 },
    info: { x: 130, y: 50.8, width: 60.5, height: 38 },
    top: 101.6,
    left: 25.4,
    right: 25.4,
  },
  'swiss-left': swiss(24, 118, 20),
  'swiss-right': swiss(118, 24, 16),
};

const heights = { A4: 297, letter: 279.4 } as const;
const widths = { A4: 210, letter: 215.9 } as const;
/** Room for the footer at the foot of every page, and where texts begin on following pages. */
const foot = { text: 32, frame: 26, height: 18 };
const followingTop = 36;

/**
 * A master brought into a form: the places of the frames that letters have (logo, return address, address, information, footer) and of the
 * body, folds and holes. Frames keep what is in them; others stay where they are. A frame that the form needs and the page lacks is added.
 */
export function inForm(master: PageMaster, name: LetterForm): PageMaster {
  const form = forms[name];
  const { width: _w, height: _h, landscape: _l, size: _s, ...pages } = master;
  return {
    size: form.size,
    ...pages,
    first: firstPage(master.first, form, name),
    ...(master.following ? { following: followingPage(master.following, form, name) } : {}),
    ...(master.last ? { last: followingPage(master.last, form, name) } : {}),
    ...(master.only ? { only: firstPage(master.only, form, name) } : {}),
  };
}

function firstPage(page: MasterPage, form: Form, name: LetterForm): MasterPage {
  const { logo, returnAddress, address, info } = form;
  const places: Readonly<Record<string, Rect>> = {
    logo,
    ...(returnAddress ? { returnAddress } : {}),
    address,
    info,
    footer: footerOf(form),
  };
  const kept = (page.frames ?? []).map((frame) => (places[frame.name] ? { ...frame, ...places[frame.name]! } : onSheet(frame, form)));
  const missing: Frame[] = kept.some((frame) => frame.name === 'address') ? [] : [{ name: 'address', ...address }];
  return { ...page, body: bodyOf(form, form.top), frames: [...kept, ...missing], marks: marksOf(page.marks, form, name) };
}

function followingPage(page: MasterPage, form: Form, name: LetterForm): MasterPage {
  const frames = (page.frames ?? []).map((frame) => (frame.name === 'footer' ? { ...frame, ...footerOf(form) } : onSheet(frame, form)));
  return { ...page, body: bodyOf(form, followingTop), frames, marks: marksOf(page.marks, form, name) };
}

const textWidth = ({ size, left, right }: Form): number => tidy(widths[size] - left - right);
const bodyOf = (form: Form, y: number): Rect => ({
  x: form.left,
  y,
  width: textWidth(form),
  height: tidy(heights[form.size] - y - foot.text),
});
const footerOf = (form: Form): Rect => ({
  x: form.left,
  y: tidy(heights[form.size] - foot.frame),
  width: textWidth(form),
  height: foot.height,
});

/** A frame that would lie beyond the edge of another paper is brought back. */
function onSheet(frame: Frame, { size }: Form): Frame {
  const [width, height] = [Math.min(frame.width, widths[size]), Math.min(frame.height, heights[size])];
  return { ...frame, width, height, x: tidy(Math.min(frame.x, widths[size] - width)), y: tidy(Math.min(frame.y, heights[size] - height)) };
}

/** Folds and holes at the left edge, 0.75 pt as is usual; slots for machines stay. */
function marksOf(marks: readonly PageMark[] | undefined, { holes }: Form, name: LetterForm): readonly PageMark[] {
  const line = (y: number, length: number): LineMark => ({ type: 'line', x: 4, y, length, thickness: 0.75 });
  return [
    ...envelopes[name].folds.map((y) => line(y, 6)),
    ...(holes === undefined ? [] : [line(holes, 9)]),
    ...(marks ?? []).filter(({ type }) => type === 'slot'),
  ];
}

/** The form whose folds a page has marks at; undefined where there is none such. */
export function formOf(master: PageMaster): LetterForm | undefined {
  const lines = new Set((master.first.marks ?? []).flatMap((mark) => (mark.type === 'line' ? [mark.y] : [])));
  const address = master.first.frames?.find(({ name }) => name === 'address');
  const fitting = (Object.keys(envelopes) as LetterForm[]).filter((name) => envelopes[name].folds.every((fold) => lines.has(fold)));
  const distance = (name: LetterForm) => Math.abs((address?.x ?? 0) - forms[name].address.x);
  return fitting.sort((a, b) => distance(a) - distance(b))[0];
}
