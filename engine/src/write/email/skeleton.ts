import type { ColumnWidth, Node, TemplateBundle } from '../../template/model.ts';
import { onDark, readableOn, type ScreenBrand } from '../html/brand-css.ts';
import { escapeHtml } from '../html/escape.ts';

/** Marks in the skeleton that a record's text takes the place of. No text of a template can look like one. */
export const SLOT = {
  language: '@@posthorn-language@@',
  title: '@@posthorn-title@@',
  preheader: '@@posthorn-preheader@@',
  body: '@@posthorn-body@@',
  text: '@@posthorn-text@@',
  href: '@@posthorn-href@@',
  source: '@@posthorn-source@@',
  alt: '@@posthorn-alt@@',
  size: '598px',
} as const;

/** Width of a message on wide screens, CSS pixels. */
export const MESSAGE_WIDTH = 600;
const SIDE = 28;
/** Space between columns, CSS pixels; none where they stand one below the other. */
const GUTTER = 20;

/** A sample of a piece in the skeleton, between two comments. */
const sample = (name: string, mjml: string): string =>
  `<mj-raw><!--[piece ${name}]--></mj-raw>${mjml}<mj-raw><!--[/piece ${name}]--></mj-raw>`;

/**
 * The MJML of a brand's message with one sample of every piece that documents are put together from. It is compiled once per
 * template version; the pieces are then cut out of the HTML and filled for each record.
 */
export function skeletonMjml(screen: ScreenBrand, columnWidths: readonly (readonly number[])[], logoSource: string | undefined): string {
  const { brand } = screen;
  const body = screen.style('body');
  const paper = brand.colors.paper ?? '#ffffff';
  const name = escapeHtml(brand.sender.organisation);
  const section = (inner: string, css = 'ph-card') =>
    `<mj-section css-class="${css}" background-color="${paper}" padding="0 ${SIDE}px"><mj-column>${inner}</mj-column></mj-section>`;
  const logo =
    logoSource === undefined
      ? `<mj-text font-size="20px" font-weight="bold" color="${screen.main}">${name}</mj-text>`
      : `<mj-image css-class="ph-logo" src="${logoSource}" alt="${name}" align="left" width="160px" padding="0"/>`;
  const button = `<mj-button href="${SLOT.href}" align="left" background-color="${screen.main}" color="${readableOn(screen.main)}" border-radius="6px" font-weight="bold" font-size="${body.fontSize}px" inner-padding="12px 24px" padding="6px 0 22px">${SLOT.text}</mj-button>`;
  const image = `<mj-image src="${SLOT.source}" alt="${SLOT.alt}" align="left" width="${SLOT.size}" padding="0 0 16px"/>`;
  const rule = brand.tableStyles?.table?.ruleColor ?? '#d4d8da';
  const divider = `<mj-divider border-width="1px" border-color="${rule}" padding="8px 0 16px"/>`;
  return (
    `<mjml lang="${SLOT.language}"><mj-head><mj-title>${SLOT.title}</mj-title><mj-preview>${SLOT.preheader}</mj-preview>` +
    `<mj-raw><meta name="color-scheme" content="light dark"><meta name="supported-color-schemes" content="light dark"></mj-raw>` +
    `<mj-attributes><mj-all font-family="${escapeHtml(body.fontFamily)}"/><mj-text padding="0" font-size="${body.fontSize}px" line-height="${body.lineHeight}" color="${body.color}"/></mj-attributes>` +
    `<mj-style>${messageCss(screen)}</mj-style></mj-head>` +
    `<mj-body css-class="ph-ground" width="${MESSAGE_WIDTH}px" background-color="#f1f3f3">` +
    `<mj-section padding="20px 0 0"><mj-column><mj-spacer height="1px"/></mj-column></mj-section>` +
    `<mj-section css-class="ph-card" background-color="${paper}" padding="28px ${SIDE}px 24px"><mj-column>${logo}</mj-column></mj-section>` +
    `<mj-raw>${SLOT.body}</mj-raw>` +
    sample('section', section(`<mj-raw>${SLOT.text}</mj-raw>`)) +
    columnWidths.map((widths, i) => sample(`columns${i}`, columnsMjml(widths, paper))).join('') +
    `${sample('samples', section(sample('button', button) + sample('image', image) + sample('divider', divider)))}` +
    `<mj-section css-class="ph-card" background-color="${paper}" padding="0 ${SIDE}px 20px"><mj-column><mj-spacer height="8px"/></mj-column></mj-section>` +
    footerMjml(screen) +
    '</mj-body></mjml>'
  );
}

function columnsMjml(widths: readonly number[], paper: string): string {
  const last = widths.length - 1;
  const columns = widths.map((w, i) => {
    const padding = `0 ${i < last ? GUTTER / 2 : 0}px 0 ${i > 0 ? GUTTER / 2 : 0}px`;
    return `<mj-column css-class="ph-column" width="${w}%" padding="${padding}"><mj-raw>${SLOT.text}${i}@@</mj-raw></mj-column>`;
  });
  return `<mj-section css-class="ph-card" background-color="${paper}" padding="0 ${SIDE}px">${columns.join('')}</mj-section>`;
}

function footerMjml(screen: ScreenBrand): string {
  const { organisation, address, email, phone, web } = screen.brand.sender;
  const lines = [[organisation, ...address].join(' · '), [email, phone, web].filter((v) => v !== undefined).join(' · ')];
  const text = lines
    .filter((line) => line !== '')
    .map(escapeHtml)
    .join('<br>');
  return `<mj-section padding="16px ${SIDE}px 28px"><mj-column><mj-text css-class="ph-foot" font-size="12px" line-height="1.5" color="#566064">${text}</mj-text></mj-column></mj-section>`;
}

/** What style attributes cannot say: dark screens and small ones. */
function messageCss(screen: ScreenBrand): string {
  const light = onDark(screen.main);
  const dark = [
    '.ph-ground,.ph-ground>table,.ph-ground>div{background-color:#0f1112 !important}',
    '.ph-card,.ph-card>table,.ph-card>table>tbody>tr>td{background-color:#16191b !important}',
    '.ph-t,.ph-t *,.ph-foot,.ph-foot *,.ph-foot div{color:#e3e6e7 !important}',
    `.ph-h,.ph-h *{color:${light} !important}`,
    `.ph-t a,.ph-h a{color:${light} !important}`,
    '.ph-box,.ph-th{background-color:#22282a !important}',
    '.ph-rule{border-color:#3b4346 !important}',
    // Logos are made for light ground.
    '.ph-logo img{background-color:#ffffff !important;border-radius:6px}',
  ].join('');
  const small = [
    '.ph-column>table>tbody>tr>td{padding:0 !important}',
    '.ph-stack thead{display:none !important}',
    '.ph-stack,.ph-stack tbody,.ph-stack tfoot,.ph-stack tr,.ph-stack td,.ph-stack th{display:block !important;width:auto !important;text-align:left !important;border:0 !important;padding:1px 0 !important}',
    '.ph-stack tr{padding:8px 0 !important;border-bottom:1px solid #d4d8da !important}',
    '.ph-label{display:inline !important;max-height:none !important;overflow:visible !important;font-size:inherit !important}',
  ].join('');
  return `.ph-t a{color:${screen.main}}@media (prefers-color-scheme:dark){${dark}}@media only screen and (max-width:480px){${small}}`;
}

/** Percentages of the columns of every `columns` node in the bundle; each distinct division once. */
export function columnDivisions({ template, blocks }: TemplateBundle): number[][] {
  const found = new Map<string, number[]>();
  const visit = (value: unknown): void => {
    if (value === null || typeof value !== 'object') return;
    const node = value as Partial<Extract<Node, { type: 'columns' }>>;
    if (node.type === 'columns' && Array.isArray(node.columns)) {
      const division = divide(node.columns.map((c) => c.width));
      found.set(division.join(' '), division);
    }
    for (const field of Object.values(value)) visit(field);
  };
  visit([template.body, template.email?.body, Object.values(blocks)]);
  return [...found.values()];
}

/** Width of a letter's text, millimetres, against which fixed widths are taken. */
const TEXT_WIDTH = 165;

/** Whole percentages for widths; they add up to a hundred. */
export function divide(widths: readonly ColumnWidth[]): number[] {
  const fixed = widths.map((w) => (typeof w === 'object' && 'fixed' in w ? Math.min(90, (w.fixed / TEXT_WIDTH) * 100) : 0));
  const shares = widths.map((w) => (w === 'auto' ? 1 : 'share' in w ? w.share : 0));
  const total = shares.reduce((sum, s) => sum + s, 0);
  const left = Math.max(10, 100 - fixed.reduce((sum, f) => sum + f, 0));
  const raw = widths.map((_, i) => (shares[i]! > 0 ? (shares[i]! / total) * left : fixed[i]!));
  const scale = 100 / raw.reduce((sum, r) => sum + r, 0);
  const whole = raw.map((r) => Math.max(5, Math.floor(r * scale)));
  whole[whole.length - 1]! += 100 - whole.reduce((sum, w) => sum + w, 0);
  return whole;
}
