import type { Diagnostic } from '../diagnostics.ts';
import { type MasterPage, type PageMaster, pageSize, pagesOf, type Rect } from './masters.ts';
import type { Brand } from './model.ts';

/** A tenth of a millimetre is rounding. */
const ROUNDING = 0.1;

/** Checks the page masters of a brand: that each has one size, that all stands on the sheet, that bodies are equally wide. */
export function checkMasters(brand: Brand): Diagnostic[] {
  return Object.entries(brand.masters).flatMap(([name, master]) =>
    checkMaster(master).map(({ pointer, ...finding }) => ({
      ...finding,
      place: { part: 'brand' as const, id: brand.id, pointer: `/masters/${name}${pointer}` },
    })),
  );
}

type Finding = Omit<Diagnostic, 'place'> & { readonly pointer: string };

function checkMaster(master: PageMaster): Finding[] {
  const own = [master.width, master.height].filter((length) => length !== undefined).length;
  if (own !== (master.size === undefined ? 2 : 0)) {
    const message = master.size === undefined ? 'The page master has no size.' : 'The page master says its size twice.';
    return [{ severity: 'error', code: 'master.size', message, pointer: '', hint: 'Give "size": "A4", or "width" and "height".' }];
  }
  return [...pagesOf(master).flatMap(([kind, page]) => outside(master, page, `/${kind}`)), ...differentWidths(master)];
}

function outside(master: PageMaster, page: MasterPage, pointer: string): Finding[] {
  const { width, height } = pageSize(master);
  const check = (what: string, rect: Rect, at: string): Finding[] => {
    if (rect.x + rect.width <= width + ROUNDING && rect.y + rect.height <= height + ROUNDING) return [];
    const message = `${what} runs over the edge of the sheet, which is ${width} × ${height} mm.`;
    return [{ severity: 'error', code: 'master.size', message, pointer: at, hint: 'Make it smaller, or move it.' }];
  };
  return [
    ...check('The body', page.body, `${pointer}/body`),
    ...(page.frames ?? []).flatMap((frame, i) => check(`The frame "${frame.name}"`, frame, `${pointer}/frames/${i}`)),
  ];
}

function differentWidths(master: PageMaster): Finding[] {
  const widths = pagesOf(master).map(([, page]) => page.body.width);
  const narrowest = Math.min(...widths);
  if (Math.max(...widths) - narrowest <= ROUNDING) return [];
  const message = `The bodies of this master differ in width; text is set to the narrowest, ${narrowest} mm.`;
  return [{ severity: 'warning', code: 'master.widths-differ', message, pointer: '', hint: 'Make the bodies equally wide.' }];
}
