import { readableOn, type ScreenBrand } from '../html/brand-css.ts';
import { escapeHtml, toAscii } from '../html/escape.ts';
import type { Pieces } from './body-writer.ts';
import { messageCss } from './message-css.ts';
import { SKELETON } from './skeleton/skeleton.ts';
import { ANY_SLOT, BRAND_SLOT, COLUMN_SLOT, EACH_COLUMN, GUTTER, MESSAGE_WIDTH, SIDE, SLOT } from './slots.ts';

/** What of a record stands in the shell around the pieces. */
export type ShellSlot = 'language' | 'title' | 'markup' | 'preheader' | 'body';

/** The skeleton of messages in the looks of a brand. */
export interface BrandSkeleton {
  /** Constant markup, and the slots that a record fills. */
  readonly shell: readonly (string | { readonly slot: ShellSlot })[];
  readonly pieces: Pieces;
}

/** @param divisions percentages of the columns that messages have */
export function brandSkeleton(
  screen: ScreenBrand,
  divisions: readonly (readonly number[])[],
  logoSource: string | undefined,
): BrandSkeleton {
  const looks = looksOf(screen, logoSource);
  const inLooks = (markup: string): string => toAscii(markup.replace(ANY_SLOT, (slot) => looks[slot] ?? slot));
  const head = logoSource === undefined ? SKELETON.name : SKELETON.logo;
  const before = withColumnRules(SKELETON.before, divisions).replace('</head>', `${SLOT.markup}</head>`);
  const shell = splitAtSlots(before + head + SKELETON.after);
  const [sectionBegin, sectionEnd] = SKELETON.section;
  return {
    // Cut first: nothing that a brand says can look like the slot of a record.
    shell: shell.map((part) => (typeof part === 'string' ? inLooks(part) : part)),
    pieces: {
      section: [inLooks(sectionBegin), inLooks(sectionEnd)],
      columns: new Map(divisions.map((division) => [division.join(' '), inLooks(columnsOf(division))])),
      button: inLooks(SKELETON.button),
      image: SKELETON.image,
      divider: inLooks(SKELETON.divider),
    },
  };
}

function looksOf(screen: ScreenBrand, logoSource: string | undefined): Readonly<Record<string, string>> {
  const { brand } = screen;
  const body = screen.style('body');
  return {
    [BRAND_SLOT.paper]: brand.colors.paper ?? '#ffffff',
    [BRAND_SLOT.main]: screen.main,
    [BRAND_SLOT.onMain]: readableOn(screen.main),
    [BRAND_SLOT.rule]: brand.tableStyles?.table?.ruleColor ?? '#d4d8da',
    [BRAND_SLOT.font]: escapeHtml(body.fontFamily),
    [BRAND_SLOT.size]: String(body.fontSize),
    [BRAND_SLOT.css]: messageCss(screen),
    [BRAND_SLOT.name]: escapeHtml(brand.sender.organisation),
    [BRAND_SLOT.logo]: escapeHtml(logoSource ?? ''),
    [BRAND_SLOT.foot]: foot(screen),
  };
}

/** Who sends the message, in small print. */
function foot(screen: ScreenBrand): string {
  const { organisation, address, email, phone, web } = screen.brand.sender;
  const lines = [[organisation, ...address].join(' · '), [email, phone, web].filter((v) => v !== undefined).join(' · ')];
  return lines
    .filter((line) => line !== '')
    .map(escapeHtml)
    .join('<br>');
}

const SHELL_SLOTS = new Map<string, ShellSlot>(
  (['language', 'title', 'markup', 'preheader', 'body'] as const).map((slot) => [SLOT[slot], slot]),
);

function splitAtSlots(shell: string): (string | { slot: ShellSlot })[] {
  const parts: (string | { slot: ShellSlot })[] = [];
  let from = 0;
  for (const { 0: mark, index } of shell.matchAll(ANY_SLOT)) {
    const slot = SHELL_SLOTS.get(mark);
    if (slot === undefined) continue;
    parts.push(shell.slice(from, index), { slot });
    from = index + mark.length;
  }
  return [...parts, shell.slice(from)];
}

/** A rule for the width of every column, of which the skeleton has one. */
function withColumnRules(head: string, divisions: readonly (readonly number[])[]): string {
  const percents = [...new Set(divisions.flat())];
  const [begin, ...rest] = head.split(EACH_COLUMN.begin);
  return (
    begin +
    rest
      .map((part) => {
        const [rule = '', after = ''] = part.split(EACH_COLUMN.end);
        return percents.map((percent) => rule.replaceAll(COLUMN_SLOT.percent, String(percent))).join('\n') + after;
      })
      .join('')
  );
}

/** Columns with slots for their rows, `@@posthorn-text@@0@@` and so on. */
function columnsOf(division: readonly number[]): string {
  const [first, next, last] = SKELETON.columns;
  const columns = division.map((percent, i) => {
    const right = i < division.length - 1 ? GUTTER / 2 : 0;
    const left = i > 0 ? GUTTER / 2 : 0;
    const before = (i === 0 ? first : next)
      .replaceAll(COLUMN_SLOT.percent, String(percent))
      .replaceAll(COLUMN_SLOT.pixels, String(Math.round(((MESSAGE_WIDTH - 2 * SIDE) * percent) / 100)))
      .replaceAll(COLUMN_SLOT.padding, `0 ${right}px 0 ${left}px`);
    return `${before}${SLOT.text}${i}@@`;
  });
  return columns.join('') + last;
}
