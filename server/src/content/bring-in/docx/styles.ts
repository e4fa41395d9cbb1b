import type { XmlElement } from '@posthorn/engine/xml';
import type { FoundMark, FoundParagraph } from '../types.ts';
import { attribute, child, descendants, elements, isOn, settingOf, type WordPackage } from './package.ts';

type Heading = NonNullable<FoundParagraph['heading']>;
type ListKind = NonNullable<FoundParagraph['list']>;

/** What styles and numberings of a Word file say of paragraphs and runs. */
export interface WordStyles {
  readonly headingOf: (properties: XmlElement | undefined) => Heading | undefined;
  readonly listOf: (properties: XmlElement | undefined) => ListKind | undefined;
  /** Marks of a run within a paragraph: its own, those of its style, those of the paragraph's style. */
  readonly marksOf: (run: XmlElement | undefined, paragraph: XmlElement | undefined) => readonly Exclude<FoundMark, { type: 'link' }>[];
  readonly isHidden: (run: XmlElement | undefined) => boolean;
  readonly language: string | undefined;
}

const toggles = [
  ['b', 'bold'],
  ['i', 'italic'],
  ['strike', 'strike'],
  ['smallCaps', 'smallcaps'],
] as const;
const deepest = 20;

export function readStyles(file: WordPackage): WordStyles {
  const root = file.xml('word/styles.xml');
  const styles = new Map((root ? [...descendants(root, 'style')] : []).map((one) => [attribute(one, 'styleId') ?? '', one]));
  const lists = readNumbering(file);
  const chain = (id: string | undefined): readonly XmlElement[] => {
    const found: XmlElement[] = [];
    for (let style = styles.get(id ?? ''); style && found.length < deepest; style = styles.get(settingOf(style, 'basedOn') ?? ''))
      found.push(style);
    return found;
  };
  const paragraphStyle = (properties: XmlElement | undefined) => chain(settingOf(properties, 'pStyle'));
  return {
    headingOf: (properties) => headingIn(properties, paragraphStyle(properties)),
    listOf: (properties) => {
      const of = [properties, ...paragraphStyle(properties).map((style) => child(style, 'pPr'))].map((one) => child(one, 'numPr'));
      const id = of.map((one) => settingOf(one, 'numId')).find((one) => one !== undefined);
      const level = Number(of.map((one) => settingOf(one, 'ilvl')).find((one) => one !== undefined) ?? 0);
      return id === undefined || id === '0' ? undefined : lists(id, level);
    },
    marksOf: (run, paragraph) => {
      const said = [
        run,
        ...chain(settingOf(run, 'rStyle')).map((one) => child(one, 'rPr')),
        ...paragraphStyle(paragraph).map((one) => child(one, 'rPr')),
      ];
      // A heading is bold by its own style, not by marks.
      const own = headingIn(paragraph, paragraphStyle(paragraph)) === undefined ? said : said.slice(0, 1);
      return marksIn(own);
    },
    isHidden: (run) => isOn(run, 'vanish') === true && isOn(run, 'webHidden') === undefined,
    language: languageOf(root),
  };
}

function headingIn(properties: XmlElement | undefined, styles: readonly XmlElement[]): Heading | undefined {
  const level = [properties, ...styles.map((style) => child(style, 'pPr'))]
    .map((one) => settingOf(one, 'outlineLvl'))
    .find((one) => one !== undefined);
  if (level !== undefined && Number(level) < 6) return (Number(level) + 1) as Heading;
  for (const style of styles) {
    const name = settingOf(style, 'name')?.toLowerCase() ?? '';
    const numbered = /^(?:heading|überschrift|titre) ([1-6])$/.exec(name)?.[1];
    if (numbered) return Number(numbered) as Heading;
    if (name === 'title' || name === 'titel') return 1;
  }
  return undefined;
}

function marksIn(said: readonly (XmlElement | undefined)[]) {
  const first = (local: string) => said.map((one) => isOn(one, local)).find((one) => one !== undefined) === true;
  const value = (local: string) => said.map((one) => settingOf(one, local)).find((one) => one !== undefined);
  const position = value('vertAlign');
  return [
    ...toggles.filter(([local]) => first(local)).map(([, type]) => ({ type })),
    ...((value('u') ?? 'none') === 'none' ? [] : [{ type: 'underline' as const }]),
    ...(position === 'superscript' || position === 'subscript' ? [{ type: position } as const] : []),
  ];
}

function languageOf(root: XmlElement | undefined): string | undefined {
  const defaults = root && [...descendants(root, 'docDefaults')][0];
  const tag = defaults && [...descendants(defaults, 'lang')].map((one) => attribute(one, 'val'))[0];
  return tag && /^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/.test(tag) ? tag : undefined;
}

/** Number formats that stand for themselves in the labels of our lists. */
const labels: Readonly<Record<string, string>> = { decimal: '1', lowerLetter: 'a', upperLetter: 'A', lowerRoman: 'i', upperRoman: 'I' };

function readNumbering(file: WordPackage): (id: string, level: number) => ListKind | undefined {
  const root = file.xml('word/numbering.xml');
  const all = root ? elements(root) : [];
  const abstract = new Map(all.filter(({ local }) => local === 'abstractNum').map((one) => [attribute(one, 'abstractNumId') ?? '', one]));
  const numbers = new Map(
    all.filter(({ local }) => local === 'num').map((one) => [attribute(one, 'numId') ?? '', settingOf(one, 'abstractNumId') ?? '']),
  );
  return (id, level) => {
    const definition = abstract.get(numbers.get(id) ?? '');
    const of = definition && elements(definition).find((one) => one.local === 'lvl' && attribute(one, 'ilvl') === String(level));
    const format = settingOf(of, 'numFmt') ?? 'bullet';
    if (format === 'none') return undefined;
    const ordered = format !== 'bullet';
    const pattern = settingOf(of, 'lvlText') ?? '';
    const label = ordered && labels[format] && /^[^%]*%\d[^%]*$/.test(pattern) ? pattern.replace(/%\d/, labels[format]) : undefined;
    return { ordered, level: Math.min(level, 8), ...(label ? { label } : {}) };
  };
}
