import { readableOn, type ScreenBrand, type ScreenStyle } from './brand-css.ts';
import { CONTENTS_CSS } from './contents.ts';
import { FIELD_CSS } from './field.ts';
import { LIST_CSS } from './list.ts';
import { tableCss } from './table-css.ts';

const safeName = (name: string): string => name.replace(/[^A-Za-z0-9_-]/g, '_');

/** Class of a paragraph style. */
export const styleClass = (style: string): string => `s-${safeName(style)}`;

/** Class of a box style. */
export const boxClass = (style: string): string => `b-${safeName(style)}`;

/** The one style sheet of a page: brand styles, layout for wide and narrow screens, print. */
export function styleSheet(screen: ScreenBrand): string {
  const { brand } = screen;
  const body = screen.style('body');
  const names = new Set(['body', 'heading1', 'heading2', 'heading3', 'heading4', 'heading5', 'heading6', ...Object.keys(brand.styles)]);
  const rule = brand.tableStyles?.table?.ruleColor ?? '#c8ccd0';
  const main = screen.main;
  const rules = [
    '*{box-sizing:border-box}',
    `body{margin:0;background:#f3f4f4;font-family:${body.fontFamily};font-size:${body.fontSize}px;line-height:${body.lineHeight};color:${body.color}}`,
    '.page{max-width:46rem;margin:0 auto;background:#fff;padding:2rem clamp(1rem,5vw,3rem)}',
    'header{margin-bottom:2rem}header img{max-height:4rem;max-width:100%}',
    `footer{margin-top:2.5rem;padding-top:1rem;border-top:1px solid ${rule};font-size:.8125rem;color:#50585c}footer p{margin:0 0 .25rem}`,
    'p,h1,h2,h3,h4,h5,h6,ul,ol{margin:0 0 1em;overflow-wrap:anywhere}li>p:last-child{margin-bottom:0}img{max-width:100%;height:auto}',
    ...[...names].map((name) => `.${styleClass(name)}{${declarations(screen.style(name), body)}}`),
    `a{color:${main}}a:focus-visible,.scroll:focus-visible{outline:3px solid ${main};outline-offset:2px}`,
    `.button{display:inline-block;padding:.75em 1.5em;border-radius:.375em;background:${main};color:${readableOn(main)};font-weight:bold;text-decoration:none}`,
    tableCss(screen),
    'th.a-right,td.a-right{text-align:right;white-space:nowrap;font-variant-numeric:tabular-nums}th.a-center,td.a-center{text-align:center}',
    LIST_CSS,
    CONTENTS_CSS,
    'p.a-right{text-align:right}p.a-center{text-align:center}',
    '.columns{display:flex;flex-wrap:wrap;gap:1.5rem;align-items:flex-start}.columns>div{min-width:0}.columns>.grow{flex:1 1 14rem}',
    // Three figures stand in one row of a panel.
    '.columns>.grow:first-child:nth-last-child(3),.columns>.grow:first-child:nth-last-child(3)~.grow{flex-basis:10rem}',
    '.box{padding:1.25rem;margin:1.5rem 0;border-radius:.5rem;background:#f3f4f4}.box>:last-child{margin-bottom:0}',
    ...boxRules(screen),
    `hr{border:0;border-top:1px solid ${rule};margin:1.5rem 0}.smallcaps{font-variant:small-caps}small{font-size:.8125em}`,
    '.unseen{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}',
    '.float{max-width:45%;margin-bottom:.75rem}.f-left{float:left;margin-right:1.25rem}.f-right{float:right;margin-left:1.25rem}table,.columns,.box,footer{clear:both}',
    '.flow{column-gap:1.5rem;margin-bottom:1em}.f2{columns:2 14rem}.f3{columns:3 11rem}.f4,.f5,.f6{columns:4 9rem}',
    FIELD_CSS,
    `.notes{margin-top:2rem;padding-top:.75rem;border-top:1px solid ${rule};font-size:.8125em}`,
    'figure.chart{margin:0 0 1.5em}svg.chart{max-width:100%;height:auto;font-variant-numeric:tabular-nums}figure.a-right{text-align:right}figure.a-center{text-align:center}',
    onPhones(screen, [...names]),
    '.barcode{background:#fff;max-width:100%;height:auto}',
    '@media print{body{background:none}.page{max-width:none;padding:0}.scroll{overflow:visible}thead{display:table-header-group}tr,.box,.keep{break-inside:avoid}.button{background:none;color:inherit;padding:0}.button::after{content:" (" attr(href) ")"}}',
  ];
  return rules.join('');
}

/** The largest letters on a telephone, in those of the text: long words have to find room. */
const MOST_ON_PHONES = 1.7;

function onPhones(screen: ScreenBrand, names: readonly string[]): string {
  const body = screen.style('body').fontSize;
  const large = names.filter((name) => screen.style(name).fontSize / body > MOST_ON_PHONES).map((name) => `.${styleClass(name)}`);
  const smaller = large.length === 0 ? '' : `${large.join()}{font-size:${MOST_ON_PHONES}rem;line-height:1.2}`;
  return `@media (max-width:30rem){h1,h2,h3{-webkit-hyphens:auto;hyphens:auto}${smaller}}`;
}

function declarations(style: ScreenStyle, body: ScreenStyle): string {
  const parts = [`font-size:${Math.round((style.fontSize / body.fontSize) * 1000) / 1000}rem`, `line-height:${style.lineHeight}`];
  if (style.fontFamily !== body.fontFamily) parts.push(`font-family:${style.fontFamily}`);
  parts.push(`color:${style.color}`, `font-weight:${style.bold ? 'bold' : 'normal'}`);
  if (style.italic) parts.push('font-style:italic');
  if (style.align !== 'left') parts.push(`text-align:${style.align}`);
  parts.push(`margin-top:${style.marginTop}px`, `margin-bottom:${style.marginBottom}px`);
  return parts.join(';');
}

function boxRules(screen: ScreenBrand): string[] {
  return Object.entries(screen.brand.boxStyles ?? {}).map(([name, box]) => {
    const parts = [`background:${box.background ?? 'none'}`];
    if (box.border !== undefined) parts.push(`border:${box.borderWidth ?? 1}px solid ${box.border}`);
    if (box.radius !== undefined) parts.push(`border-radius:${screen.px(box.radius)}px`);
    return `.${boxClass(name)}{${parts.join(';')}}`;
  });
}
