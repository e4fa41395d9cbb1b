import type { MasterPage, Rect } from '@posthorn/engine';
import type { Seen, Sheet } from '@posthorn/engine/letter-forms';
import { type KeyboardEvent, type PointerEvent, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../../i18n/use-format.ts';
import { between, type Handle, handles, moved, type Piece, rectOf, resized, SMALLEST, withRect } from './geometry.ts';
import { RULER, Rulers } from './rulers.tsx';
import { type Guides, guidesOf, PULL, snapped } from './snapping.ts';
import { stepOf } from './steps.ts';

interface CanvasProps {
  readonly page: MasterPage;
  readonly sheet: Sheet;
  readonly seen: Seen | undefined;
  readonly chosen: Piece | undefined;
  readonly choose: (piece: Piece | undefined) => void;
  readonly change: (page: MasterPage, about: string) => void;
  readonly writable: boolean;
  /** The next drag over the paper draws a frame. */
  readonly drawing: boolean;
  readonly drawn: (rect: Rect) => void;
  readonly remove: (frame: number) => void;
}

/** What is being dragged: from where, and what it was before. */
interface Drag {
  readonly from: { readonly x: number; readonly y: number };
  readonly piece: Piece | 'new';
  readonly handle?: Handle;
  readonly before: Rect;
}

const NO_LINES: Guides = { x: [], y: [] };

/** A page in millimetres: its body and frames are moved and sized by mouse, touch and keyboard, and hold to each other and to the window. */
export function Canvas({ page, sheet, seen, chosen, choose, change, writable, drawing, drawn, remove }: CanvasProps) {
  const { t } = useTranslation();
  const svg = useRef<SVGSVGElement>(null);
  const [drag, setDrag] = useState<Drag>();
  const [lines, setLines] = useState<Guides>(NO_LINES);
  const [sketch, setSketch] = useState<Rect>();
  const pointOf = ({ clientX, clientY }: PointerEvent) => {
    const { x, y } = new DOMPoint(clientX, clientY).matrixTransform(svg.current!.getScreenCTM()!.inverse());
    return { x, y };
  };
  const begin = (event: PointerEvent, piece: Drag['piece'], handle?: Handle) => {
    if (event.button !== 0) return;
    event.stopPropagation();
    if (piece !== 'new') choose(piece);
    if (!writable) return;
    svg.current?.setPointerCapture(event.pointerId);
    const from = pointOf(event);
    const before = piece === 'new' ? { ...from, width: 0, height: 0 } : rectOf(page, piece)!;
    setDrag({ from, piece, before, ...(handle ? { handle } : {}) });
  };
  const go = (event: PointerEvent) => {
    if (drag === undefined) return;
    const to = pointOf(event);
    if (drag.piece === 'new') {
      setSketch(between(drag.from, to));
      return;
    }
    const [dx, dy] = [to.x - drag.from.x, to.y - drag.from.y];
    const { handle, before } = drag;
    const there = handle ? resized(before, handle, dx, dy, sheet) : moved(before, dx, dy, sheet);
    // Who holds Ctrl means exactly there.
    const held = event.ctrlKey || event.metaKey ? { rect: there, ...NO_LINES } : snapped(there, guidesAround(drag.piece), handle, PULL);
    setLines({ x: held.x, y: held.y });
    const rect = handle ? resized(held.rect, handle, 0, 0, sheet) : moved(held.rect, 0, 0, sheet);
    change(withRect(page, drag.piece, rect), `drag ${drag.piece} ${drag.from.x}`);
  };
  const guidesAround = (piece: Piece): Guides => {
    const others = (page.frames ?? []).filter((_, i) => i !== piece);
    const paper = { x: 0, y: 0, ...sheet };
    return guidesOf([paper, ...others, ...(piece === 'body' ? [] : [page.body]), ...(seen ? [seen.window, seen.safe] : [])]);
  };
  const end = () => {
    if (drag?.piece === 'new' && sketch && sketch.width >= SMALLEST && sketch.height >= SMALLEST) drawn(sketch);
    setDrag(undefined);
    setLines(NO_LINES);
    setSketch(undefined);
  };
  const press = (event: KeyboardEvent, piece: Piece) => {
    if (event.key === 'Delete' && typeof piece === 'number' && writable) {
      event.preventDefault();
      remove(piece);
      return;
    }
    const step = stepOf(event);
    if (step === undefined || !writable) return;
    event.preventDefault();
    const rect = rectOf(page, piece)!;
    const next = step.sizes ? resized(rect, ['right', 'bottom'], step.dx, step.dy, sheet) : moved(rect, step.dx, step.dy, sheet);
    change(withRect(page, piece, next), `keys ${piece}`);
  };
  const pieces: Piece[] = ['body', ...(page.frames ?? []).map((_, i) => i)];
  const current = chosen === undefined ? undefined : rectOf(page, chosen);
  return (
    // biome-ignore lint/a11y/useSemanticElements: HTML has no groups within SVG
    <svg
      ref={svg}
      className="bd-canvas"
      data-drawing={drawing ? true : undefined}
      viewBox={`${-RULER} ${-RULER} ${sheet.width + RULER + 1} ${sheet.height + RULER + 1}`}
      role="group"
      aria-label={t('brands.pages.canvas', { ...sheet })}
      onPointerDown={(event) => (drawing ? begin(event, 'new') : choose(undefined))}
      onPointerMove={go}
      onPointerUp={end}
      onPointerCancel={end}
    >
      <Rulers
        sheet={sheet}
        at={current ? { x: [current.x, current.x + current.width], y: [current.y, current.y + current.height] } : NO_LINES}
      />
      <rect className="bd-paper" width={sheet.width} height={sheet.height} />
      {seen && <Window seen={seen} />}
      <Marks page={page} />
      {pieces.map((piece) => (
        <PieceView
          key={piece}
          page={page}
          piece={piece}
          chosen={piece === chosen}
          choose={() => choose(piece)}
          begin={(event) => (drawing ? begin(event, 'new') : begin(event, piece))}
          press={(event) => press(event, piece)}
        />
      ))}
      {current && writable && <Handles rect={current} begin={(event, handle) => begin(event, chosen!, handle)} />}
      {sketch && <rect className="bd-sketch" {...sketch} />}
      {lines.x.map((x) => (
        <path key={x} className="bd-line" d={`M${x} 0V${sheet.height}`} />
      ))}
      {lines.y.map((y) => (
        <path key={y} className="bd-line" d={`M0 ${y}H${sheet.width}`} />
      ))}
    </svg>
  );
}

function Window({ seen: { window, safe } }: { readonly seen: Seen }) {
  const { t } = useTranslation();
  return (
    <g className="bd-window" aria-hidden>
      <rect {...window} rx={2} />
      <rect className="bd-safe" {...safe} />
      <text x={window.x + window.width - 1} y={window.y + window.height + 3.4} textAnchor="end">
        {t('brands.pages.window')}
      </text>
    </g>
  );
}

function Marks({ page: { marks = [] } }: { readonly page: MasterPage }) {
  return (
    <g className="bd-marks" aria-hidden>
      {marks.map((mark) =>
        mark.type === 'line' ? (
          <path key={`${mark.x} ${mark.y}`} d={`M${mark.x} ${mark.y}h${mark.length}`} />
        ) : (
          <rect key={`${mark.x} ${mark.y}`} x={mark.x} y={mark.y} width={mark.width} height={mark.height} />
        ),
      )}
    </g>
  );
}

interface PieceViewProps {
  readonly page: MasterPage;
  readonly piece: Piece;
  readonly chosen: boolean;
  readonly choose: () => void;
  readonly begin: (event: PointerEvent) => void;
  readonly press: (event: KeyboardEvent) => void;
}

function PieceView({ page, piece, chosen, choose, begin, press }: PieceViewProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const rect = rectOf(page, piece)!;
  const name = piece === 'body' ? t('brands.pages.body') : page.frames![piece]!.name;
  const n = (length: number) => format.number(length);
  const label = t('brands.pages.piece', { name, x: n(rect.x), y: n(rect.y), width: n(rect.width), height: n(rect.height) });
  return (
    // biome-ignore lint/a11y/useSemanticElements: HTML has no buttons within SVG
    <g
      className="bd-piece"
      data-body={piece === 'body' ? true : undefined}
      data-chosen={chosen ? true : undefined}
      role="button"
      tabIndex={0}
      aria-pressed={chosen}
      aria-label={label}
      onFocus={choose}
      onPointerDown={begin}
      onKeyDown={press}
    >
      <rect x={rect.x} y={rect.y} width={rect.width} height={rect.height} />
      <text x={rect.x + 1.4} y={rect.y + 4}>
        {name}
      </text>
    </g>
  );
}

const cursors: Readonly<Record<string, string>> = { left: 'ew', right: 'ew', top: 'ns', bottom: 'ns' };
const cursorOf = (handle: Handle): string =>
  handle.length === 2 ? (handle.includes('left') === handle.includes('top') ? 'nwse' : 'nesw') : cursors[handle[0]!]!;

function Handles({ rect, begin }: { readonly rect: Rect; readonly begin: (event: PointerEvent, handle: Handle) => void }) {
  return (
    <g aria-hidden>
      {handles.map((handle) => {
        const x = handle.includes('left') ? rect.x : handle.includes('right') ? rect.x + rect.width : rect.x + rect.width / 2;
        const y = handle.includes('top') ? rect.y : handle.includes('bottom') ? rect.y + rect.height : rect.y + rect.height / 2;
        return (
          // By keyboard Ctrl and the arrows do it.
          <rect
            key={handle.join()}
            className="bd-handle"
            style={{ cursor: `${cursorOf(handle)}-resize` }}
            x={x - 1.2}
            y={y - 1.2}
            width={2.4}
            height={2.4}
            onPointerDown={(event) => begin(event, handle)}
          />
        );
      })}
    </g>
  );
}
