import type { ChartMark, ChartType } from '../../graphics/chart/chart.ts';
import { drawChart } from '../../graphics/chart/draw-chart.ts';
import { boundsOf, CLOSE, CURVE, MOVE, OPERANDS, type Outline } from '../../graphics/outline.ts';
import type { ResolvedChart } from '../../resolve/resolved-chart.ts';
import { escapeXml, hex } from './xml.ts';

/**
 * A chart as a group of Word's own shapes (DrawingML), which every Word from 2010 on and LibreOffice show and let a clerk change:
 * rectangles, free forms and boxes of text.
 */

/** Points, and EMU of one: chart and shapes are measured in them. */
const SIZE = 8;
const POINT = 12_700;
const POINTS_PER_MILLIMETRE = 72 / 25.4;
const INK = '#1a1a1a';
const NAMESPACES =
  'xmlns:wpg="http://schemas.microsoft.com/office/word/2010/wordprocessingGroup" xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"';

/** @param id of the drawing in its document @param most width, millimetres */
export function chartShapes(chart: ResolvedChart, id: number, most: number): string {
  const type: ChartType = { size: SIZE, ink: INK, measure: (text, bold) => estimate(text) * (bold ? 1.06 : 1) };
  const width = Math.min(chart.width ?? most, most) * POINTS_PER_MILLIMETRE;
  const height = chart.height === undefined ? undefined : chart.height * POINTS_PER_MILLIMETRE;
  const picture = drawChart(chart, type, width, height);
  const extent = `cx="${units(picture.width)}" cy="${units(picture.height)}"`;
  const frame = `<a:off x="0" y="0"/><a:ext ${extent}/><a:chOff x="0" y="0"/><a:chExt ${extent}/>`;
  return (
    `<w:r><w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0"><wp:extent ${extent}/>` +
    `<wp:docPr id="${id}" name="chart-${id}" descr="${escapeXml(chart.alt)}"/>` +
    '<a:graphic><a:graphicData uri="http://schemas.microsoft.com/office/word/2010/wordprocessingGroup">' +
    `<wpg:wgp ${NAMESPACES}><wpg:cNvGrpSpPr/><wpg:grpSpPr><a:xfrm>${frame}</a:xfrm></wpg:grpSpPr>${picture.marks.map(shapeOf).join('')}</wpg:wgp>` +
    '</a:graphicData></a:graphic></wp:inline></w:drawing></w:r>'
  );
}

const units = (points: number): number => Math.round(points * POINT);

/** Width of text in a font that is not known: reckoned rather large. */
const estimate = (text: string): number => text.length * SIZE * 0.56;

function shapeOf(mark: ChartMark): string {
  switch (mark.kind) {
    case 'rect':
      return shape(mark, `<a:prstGeom prst="rect"><a:avLst/></a:prstGeom>${fill(mark.fill)}${NO_LINE}`);
    case 'area':
      return freeForm(mark.outline, `${fill(mark.fill)}${NO_LINE}`, 'norm');
    case 'stroke':
      return freeForm(mark.outline, `<a:noFill/><a:ln w="${units(mark.width)}" cap="rnd">${fill(mark.color)}<a:round/></a:ln>`, 'none');
    case 'text':
      return textBox(mark);
  }
}

interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

const fill = (color: string): string => `<a:solidFill><a:srgbClr val="${hex(color)}"/></a:solidFill>`;
const NO_LINE = '<a:ln><a:noFill/></a:ln>';

function shape(box: Box, properties: string, content = ''): string {
  const placed = `<a:off x="${units(box.x)}" y="${units(box.y)}"/><a:ext cx="${units(box.width)}" cy="${units(box.height)}"/>`;
  const body = content === '' ? '<wps:bodyPr/>' : content;
  return `<wps:wsp><wps:cNvSpPr/><wps:spPr><a:xfrm>${placed}</a:xfrm>${properties}</wps:spPr>${body}</wps:wsp>`;
}

function freeForm(outline: Outline, look: string, filled: 'norm' | 'none'): string {
  const bounds = boundsOf(outline);
  if (bounds === undefined) return '';
  const [left, top, right, bottom] = bounds;
  // A form that is flat has no scale of its own.
  const box = { x: left, y: top, width: Math.max(0.01, right - left), height: Math.max(0.01, bottom - top) };
  const path = `<a:path w="${units(box.width)}" h="${units(box.height)}" fill="${filled}">${pathOf(outline, left, top)}</a:path>`;
  const geometry = `<a:custGeom><a:avLst/><a:gdLst/><a:ahLst/><a:cxnLst/><a:rect l="0" t="0" r="r" b="b"/><a:pathLst>${path}</a:pathLst></a:custGeom>`;
  return shape(box, geometry + look);
}

function pathOf(outline: Outline, left: number, top: number): string {
  let xml = '';
  for (let at = 0; at < outline.length; ) {
    const command = outline[at++] as number;
    if (command === CLOSE) {
      xml += '<a:close/>';
      continue;
    }
    let points = '';
    for (const end = at + OPERANDS[command]!; at < end; at += 2) {
      points += `<a:pt x="${units(outline[at]! - left)}" y="${units(outline[at + 1]! - top)}"/>`;
    }
    const tag = command === MOVE ? 'moveTo' : command === CURVE ? 'cubicBezTo' : 'lnTo';
    xml += `<a:${tag}>${points}</a:${tag}>`;
  }
  return xml;
}

const ALIGN = { start: 'left', middle: 'center', end: 'right' } as const;
/** From the top of a line of text to its baseline, and its height, in parts of the size. */
const ASCENT = 1.0;
const LINE = 1.3;

function textBox(mark: Extract<ChartMark, { kind: 'text' }>): string {
  const width = estimate(mark.text) * 1.4 + SIZE;
  const x = mark.anchor === 'start' ? mark.x : mark.anchor === 'end' ? mark.x - width : mark.x - width / 2;
  const box = { x, y: mark.baseline - SIZE * ASCENT, width, height: SIZE * LINE };
  const look = `${mark.bold ? '<w:b/>' : ''}<w:color w:val="${hex(mark.color)}"/><w:sz w:val="${SIZE * 2}"/>`;
  const exact = `<w:spacing w:before="0" w:after="0" w:line="${Math.round(SIZE * LINE * 20)}" w:lineRule="exact"/>`;
  const paragraph = `<w:p><w:pPr>${exact}<w:jc w:val="${ALIGN[mark.anchor]}"/></w:pPr><w:r><w:rPr>${look}</w:rPr><w:t xml:space="preserve">${escapeXml(mark.text)}</w:t></w:r></w:p>`;
  const content = `<wps:txbx><w:txbxContent>${paragraph}</w:txbxContent></wps:txbx><wps:bodyPr wrap="none" lIns="0" tIns="0" rIns="0" bIns="0" anchor="t"/>`;
  return shape(box, `<a:prstGeom prst="rect"><a:avLst/></a:prstGeom><a:noFill/>${NO_LINE}`, content);
}
