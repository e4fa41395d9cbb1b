import mjml from 'mjml';
import { COLUMN_SLOT, EACH_COLUMN, MESSAGE_WIDTH, SIDE, SLOT } from '../slots.ts';
import { SAMPLE_COLUMNS, STAND_INS, skeletonMjml } from './skeleton-mjml.ts';

/** What MJML makes of the skeleton, cut into the pieces that messages are put together from. Marks stand for all that varies. */
export async function makeSkeleton() {
  const options = { validationLevel: 'strict', keepComments: true, ignoreIncludes: true, fonts: {} } as const;
  const { html, errors } = await mjml(skeletonMjml(), options);
  if (errors.length > 0) throw new Error(`The message skeleton is no valid MJML: ${errors.map((e) => e.formattedMessage).join('; ')}`);
  return cut(withMarks(withoutIndents(html)));
}

/** Line breaks stay, so that no line of a message gets too long for mail; blanks around them would only be carried to everyone. */
const withoutIndents = (html: string): string => html.replace(/[ \t]*\n\s*/g, '\n').trim();

function withMarks(html: string): string {
  let marked = html;
  for (const [value, mark] of STAND_INS) marked = marked.replaceAll(value, mark);
  return marked;
}

function cut(html: string) {
  const between = (begin: string, end: string): string => html.slice(html.indexOf(begin) + begin.length, html.indexOf(end)).trim();
  const piece = (name: string): string => between(`<!--[piece ${name}]-->`, `<!--[/piece ${name}]-->`);
  const section = piece('section').split(SLOT.text);
  const columns = piece('columns').split(SLOT.text).map(withColumnMarks);
  const head = html.slice(0, html.indexOf('<!--[piece logo]-->'));
  const middle = between('<!--[/piece name]-->', '<!--[piece section]-->');
  const tail = html.slice(html.indexOf('<!--[/piece samples]-->') + '<!--[/piece samples]-->'.length);
  return {
    /** Up to where the logo or the name of the sender stands, and from there on. */
    before: withColumnRules(head),
    after: `${middle}\n${tail.trim()}\n`,
    logo: piece('logo'),
    name: piece('name'),
    section: section as [string, string],
    /** Before the first column, before every other, and after the last. */
    columns: columns as [string, string, string],
    button: piece('button'),
    image: piece('image'),
    divider: piece('divider'),
  };
}

/** One rule stands for those of all widths. */
function withColumnRules(head: string): string {
  const [first, second] = SAMPLE_COLUMNS;
  return head
    .split('\n')
    .filter((line) => !line.includes(`mj-column-per-${second}`))
    .join('\n')
    .replaceAll(new RegExp(`^.*mj-column-per-${first}.*$`, 'gm'), (rule) => {
      return EACH_COLUMN.begin + rule.replaceAll(String(first), COLUMN_SLOT.percent) + EACH_COLUMN.end;
    });
}

/** The piece before a column, for a column of any width. */
function withColumnMarks(piece: string, column: number): string {
  const percent = SAMPLE_COLUMNS[column];
  if (percent === undefined) return piece;
  const pixels = Math.round(((MESSAGE_WIDTH - 2 * SIDE) * percent) / 100);
  return piece
    .replace(`mj-column-per-${percent}`, `mj-column-per-${COLUMN_SLOT.percent}`)
    .replace(`width:${pixels}px`, `width:${COLUMN_SLOT.pixels}px`);
}
