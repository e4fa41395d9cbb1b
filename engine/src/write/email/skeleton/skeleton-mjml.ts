import { BRAND_SLOT, COLUMN_SLOT, MESSAGE_WIDTH, SIDE, SLOT } from '../slots.ts';

/**
 * MJML wants colours and lengths where it shall put some; these values, which mean nothing, stand for marks of the skeleton.
 */
const PAPER = '#0a0b01';
const MAIN = '#0a0b02';
const ON_MAIN = '#0a0b03';
const RULE = '#0a0b04';
const SIZE = '97px';
const IMAGE_WIDTH = 403;
const COLUMN_PADDING = '0 79px 0 78px';

/** The stand-ins with the marks that they stand for. */
export const STAND_INS: readonly (readonly [value: string, mark: string])[] = [
  [PAPER, BRAND_SLOT.paper],
  [MAIN, BRAND_SLOT.main],
  [ON_MAIN, BRAND_SLOT.onMain],
  [RULE, BRAND_SLOT.rule],
  [SIZE, `${BRAND_SLOT.size}px`],
  [String(IMAGE_WIDTH), SLOT.width],
  [COLUMN_PADDING, COLUMN_SLOT.padding],
];

/** Percentages of the two columns of the sample. */
export const SAMPLE_COLUMNS = [37, 63] as const;

/** A sample of a piece in the skeleton, between two comments. */
const sample = (name: string, mjml: string): string =>
  `<mj-raw><!--[piece ${name}]--></mj-raw>${mjml}<mj-raw><!--[/piece ${name}]--></mj-raw>`;

const card = (inner: string, padding: string): string =>
  `<mj-section css-class="ph-card" background-color="${PAPER}" padding="${padding}">${inner}</mj-section>`;
const column = (inner: string): string => `<mj-column>${inner}</mj-column>`;

/** The MJML of any brand's message, with one sample of every piece that messages are put together from. */
export function skeletonMjml(): string {
  const name = `<mj-text font-size="20px" font-weight="bold" color="${MAIN}" padding="0">${BRAND_SLOT.name}</mj-text>`;
  const logo = `<mj-image css-class="ph-logo" src="${BRAND_SLOT.logo}" alt="${BRAND_SLOT.name}" align="left" width="160px" padding="0"/>`;
  const button = `<mj-button href="${SLOT.href}" align="left" background-color="${MAIN}" color="${ON_MAIN}" border-radius="6px" font-weight="bold" font-size="${SIZE}" inner-padding="12px 24px" padding="6px 0 22px">${SLOT.text}</mj-button>`;
  const image = `<mj-image src="${SLOT.source}" alt="${SLOT.alt}" align="left" width="${IMAGE_WIDTH}px" padding="0 0 16px"/>`;
  const divider = `<mj-divider border-width="1px" border-color="${RULE}" padding="8px 0 16px"/>`;
  const columns = SAMPLE_COLUMNS.map(
    (width) => `<mj-column css-class="ph-column" width="${width}%" padding="${COLUMN_PADDING}"><mj-raw>${SLOT.text}</mj-raw></mj-column>`,
  ).join('');
  const foot = `<mj-text css-class="ph-foot" font-size="12px" line-height="1.5" color="#566064" padding="0">${BRAND_SLOT.foot}</mj-text>`;
  return (
    `<mjml lang="${SLOT.language}"><mj-head><mj-title>${SLOT.title}</mj-title><mj-preview>${SLOT.preheader}</mj-preview>` +
    `<mj-raw><meta name="color-scheme" content="light dark"><meta name="supported-color-schemes" content="light dark"></mj-raw>` +
    `<mj-attributes><mj-all font-family="${BRAND_SLOT.font}"/></mj-attributes><mj-style>${BRAND_SLOT.css}</mj-style></mj-head>` +
    `<mj-body css-class="ph-ground" width="${MESSAGE_WIDTH}px" background-color="#f1f3f3">` +
    `<mj-section padding="20px 0 0">${column('<mj-spacer height="1px"/>')}</mj-section>` +
    card(column(sample('logo', logo) + sample('name', name)), `28px ${SIDE}px 24px`) +
    `<mj-raw>${SLOT.body}</mj-raw>` +
    sample('section', card(column(`<mj-raw>${SLOT.text}</mj-raw>`), `0 ${SIDE}px`)) +
    sample('columns', card(columns, `0 ${SIDE}px`)) +
    sample('samples', card(column(sample('button', button) + sample('image', image) + sample('divider', divider)), `0 ${SIDE}px`)) +
    card(column('<mj-spacer height="8px"/>'), `0 ${SIDE}px 20px`) +
    `<mj-section padding="16px ${SIDE}px 28px">${column(foot)}</mj-section>` +
    '</mj-body></mjml>'
  );
}
