import type { TableStyle } from '../../template/model.ts';
import { legibleOn, type ScreenBrand } from './brand-css.ts';

const RULE = '#c8ccd0';
const HEADER_GROUND = '#f0f2f3';

/** Class of a table style. */
export const tableClass = (style: string): string => `t-${style.replace(/[^A-Za-z0-9_-]/g, '_')}`;

/** The rules of tables: those of all, what the brand's table styles change, and cards instead of columns on telephones. */
export function tableCss(screen: ScreenBrand): string {
  const { brand } = screen;
  const { table = {}, ...others } = brand.tableStyles ?? {};
  const rule = table.ruleColor ?? RULE;
  return [
    '.scroll{overflow-x:auto;margin:0 0 1.5em}table{border-collapse:collapse;width:100%;font-size:.9375em}',
    `th,td{padding:.5em .6em;text-align:start;vertical-align:top;border-bottom:1px solid ${rule}}`,
    'tbody th,tfoot th{font-weight:inherit}tr.group,tr.subtotal,tr.total{font-weight:bold}',
    // A style says how a cell's text looks; its size is the table's.
    'td[class*="s-"],th[class*="s-"]{font-size:inherit;line-height:inherit}',
    '.v-middle{vertical-align:middle}.v-bottom{vertical-align:bottom}.any>div>:last-child{margin-bottom:0}',
    styleCss('', { headerBackground: HEADER_GROUND, ...table }, rule, screen),
    // The class weighs nothing, so that colours of single rows and cells win.
    ...Object.entries(others).map(([name, style]) => styleCss(`:where(.${tableClass(name)}) `, style, style.ruleColor ?? rule, screen)),
    onAPhone(rule),
  ].join('');
}

/** What a table style says, for tables of its class. */
function styleCss(scope: string, style: TableStyle, rule: string, screen: ScreenBrand): string {
  const ink = screen.style(style.cell ?? 'body').color;
  const headerInk = style.header === undefined ? ink : screen.style(style.header).color;
  const grounds = [
    { selector: 'thead th', ground: style.headerBackground, text: headerInk },
    { selector: 'tbody tr:nth-child(even)', ground: style.zebra, text: ink },
    { selector: 'tbody tr.group', ground: style.groupBackground, text: style.group === undefined ? ink : screen.style(style.group).color },
    { selector: 'tr.total>*', ground: style.totalBackground, text: style.total === undefined ? ink : screen.style(style.total).color },
  ].flatMap(({ selector, ground, text }) => {
    if (ground === undefined) return [];
    const legible = legibleOn(ground, text);
    return [`${scope}${selector}{background:${ground}${legible === ink ? '' : `;color:${legible}`}}`];
  });
  const lines = [
    `${scope}tr.total>*{border-top:2px solid ${rule}}`,
    ...(scope === '' ? [] : [`${scope}th,${scope}td{border-bottom-color:${rule}}`]),
    ...(style.columnRule === undefined ? [] : [`${scope}tr>:not(:last-child){border-right:${style.columnRule}px solid ${rule}}`]),
    ...(style.border === undefined
      ? []
      : [`${scope === '' ? 'main table' : `table${scope.trim()}`}{border:${style.border}px solid ${rule}}`]),
  ];
  return [...lines, ...grounds].join('');
}

/** Rows of many columns as cards, every cell beside the name of its column. */
const onAPhone = (rule: string): string =>
  '@media screen and (max-width:30rem){.stack,.stack caption,.stack tbody,.stack tfoot,.stack tr{display:block}.stack thead{position:absolute;clip-path:inset(50%)}' +
  `.stack tr{padding:.5em 0;border-bottom:1px solid ${rule}}.stack tr>*{display:flex;justify-content:space-between;gap:1em;border:0;padding:.2em .6em}` +
  '.stack tr>td{text-align:end;white-space:normal}.stack tr>.any{display:block;text-align:start}.stack tr>:empty{display:none}' +
  '.stack [data-label]::before{content:attr(data-label);font-weight:bold;text-align:start}}';
