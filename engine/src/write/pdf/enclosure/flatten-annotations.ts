import { latin1 } from '#runtime';
import { isName, PdfDict, PdfStream } from '../../../preflight/read/index.ts';
import { length } from '../syntax.ts';
import type { ObjectCopier } from './copy-objects.ts';
import { annotationsOf, type ForeignPage } from './page-list.ts';

const HIDDEN = 2;
const NO_VIEW = 32;

/** The looks of a page's fields, stamps and notes, to be drawn as part of the page: the annotations themselves stay behind. */
export interface FlatAnnotations {
  /** Operators that draw them. */
  readonly content: Uint8Array;
  /** Entries for the XObjects of the page's resources. */
  readonly resources: string;
}

export function flattenAnnotations(page: ForeignPage, copier: ObjectCopier): FlatAnnotations | undefined {
  let content = '';
  let resources = '';
  annotationsOf(page).forEach(({ dict }, i) => {
    const look = lookOf(dict);
    const rect = numbers(dict, 'Rect');
    if (look === undefined || rect === undefined) return;
    const matrix = placed(look, rect);
    if (matrix === undefined) return;
    const name = `PhAnnotation${i}`;
    resources += `/${name} ${copier.stream(look)} 0 R`;
    content += `q ${matrix} cm/${name} Do Q\n`;
  });
  return content === '' ? undefined : { content: latin1(content), resources };
}

/** The normal appearance of an annotation in its state; undefined for links and what is not shown. */
export function lookOf(annotation: PdfDict): PdfStream | undefined {
  if (isName(annotation.get('Subtype'), 'Link', 'Popup')) return undefined;
  if (((annotation.number('F') ?? 0) & (HIDDEN | NO_VIEW)) !== 0) return undefined;
  const normal = annotation.dict('AP')?.get('N');
  if (normal instanceof PdfStream) return normal;
  const state = annotation.name('AS');
  const look = normal instanceof PdfDict && state !== undefined ? normal.get(state) : null;
  return look instanceof PdfStream ? look : undefined;
}

function numbers(dict: PdfDict, key: string): number[] | undefined {
  const list = dict.array(key)?.numbers();
  return list?.length === 4 ? list : undefined;
}

/** The matrix that puts an appearance into its rectangle (ISO 32000-1, 12.5.5, algorithm 8.1). */
function placed(look: PdfStream, rect: readonly number[]): string | undefined {
  const box = numbers(look.dict, 'BBox');
  if (box === undefined) return undefined;
  const given = look.dict.array('Matrix')?.numbers();
  const [a, b, c, d, e, f] = (given?.length === 6 ? given : [1, 0, 0, 1, 0, 0]) as [number, number, number, number, number, number];
  const corners = [0, 1, 2, 3].map((i) => [box[i & 1 ? 2 : 0]!, box[i & 2 ? 3 : 1]!] as const);
  const xs = corners.map(([x, y]) => a * x + c * y + e);
  const ys = corners.map(([x, y]) => b * x + d * y + f);
  const [left, bottom, right, top] = [Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys)];
  if (!(right - left > 0 && top - bottom > 0)) return undefined;
  const sx = Math.abs(rect[2]! - rect[0]!) / (right - left);
  const sy = Math.abs(rect[3]! - rect[1]!) / (top - bottom);
  const scale = (value: number): number => Math.round(value * 10_000) / 10_000;
  const x = Math.min(rect[0]!, rect[2]!) - left * sx;
  const y = Math.min(rect[1]!, rect[3]!) - bottom * sy;
  return `${scale(sx)} 0 0 ${scale(sy)} ${length(x)} ${length(y)}`;
}
