import type { Brand, Node, PageMaster } from '@posthorn/engine';
import { contrast, mix } from '@posthorn/engine/authoring';
import { forms, inForm, type LetterForm } from '@posthorn/engine/letter-forms';
import type { FamilyOfBrand } from './bundled-fonts.ts';

export interface FirstWishes {
  readonly id: string;
  readonly name: string;
  readonly sender: Brand['sender'];
  readonly form: LetterForm;
  readonly colors: { readonly brand: string; readonly accent?: string | undefined; readonly ink?: string | undefined };
  readonly fonts: FamilyOfBrand;
  /** Name of the asset and its place. */
  readonly logo?: { readonly name: string; readonly place: string } | undefined;
}

/** A brand to begin with: the styles that letters and messages are made of, in a palette around its colours, and one master in a form of letters. */
export function brandInForm({ id, name, sender, form, colors, fonts, logo }: FirstWishes): Brand {
  const palette = paletteOf(colors);
  return {
    schema: 'posthorn/1',
    kind: 'brand',
    id,
    name,
    sender,
    colors: palette,
    fonts: { text: fonts.family },
    styles: stylesIn(palette, form),
    tableStyles: {
      table: {
        ...{ header: 'tableHeader', cell: 'tableCell', note: 'tableNote', total: 'tableTotal', carry: 'tableCarry' },
        ...{ headerBackground: palette.tint, ruleColor: palette.rule, rule: 0.5, padding: [3, 4] },
      },
    },
    boxStyles: { panel: { background: palette.tint, radius: 6, padding: 4, spaceBefore: 3, spaceAfter: 3 } },
    masters: { letter: inForm(masterFor(name, form, logo?.name), form) },
    assets: { ...fonts.assets, ...(logo ? { [logo.name]: logo.place } : {}) },
    ...(logo ? { logo: logo.name } : {}),
  };
}

type Palette = Readonly<Record<'ink' | 'quiet' | 'brand' | 'accent' | 'tint' | 'rule' | 'paper', string>>;
const paper = '#ffffff';

function paletteOf({ brand, accent = brand, ink = '#1d2329' }: FirstWishes['colors']): Palette {
  return { ink, quiet: '#5b6670', brand, accent, tint: mix(brand, paper, 0.92), rule: mix(brand, paper, 0.75), paper };
}

/** Headings are in the brand's colour where that can be read on all of the brand's grounds (WCAG 2.2, 1.4.3). */
const headingColour = ({ brand, ink, tint }: Palette): string =>
  Math.min(contrast(brand, paper), contrast(brand, tint)) >= 4.5 ? brand : ink;

/** Four lines of an address are seen through the window: what is left of its height after that is air. Points. */
function addressLeading(form: LetterForm): number {
  const line = (forms[form].address.height / 4) * (72 / 25.4);
  return Math.min(13.6, Math.floor(line * 10) / 10);
}

function stylesIn(palette: Palette, form: LetterForm): Brand['styles'] {
  const { ink, quiet } = palette;
  const heading = { basedOn: 'body', weight: 'bold', color: headingColour(palette), hyphenate: false } as const;
  const leading = addressLeading(form);
  const small = { basedOn: 'body', color: quiet, spaceAfter: 0, hyphenate: false } as const;
  return {
    body: { font: 'text', size: 10, leading: 14, color: ink, spaceAfter: 7, hyphenate: true, lineBreaking: 'optimal' },
    letterhead: { ...heading, size: 17, leading: 21, spaceAfter: 0 },
    heading1: { ...heading, size: 19, leading: 23, spaceAfter: 9, keepWithNext: true },
    heading2: { ...heading, size: 12, leading: 16, spaceBefore: 8, spaceAfter: 3, keepWithNext: true },
    heading3: { basedOn: 'body', weight: 'bold', spaceBefore: 6, spaceAfter: 2, hyphenate: false, keepWithNext: true },
    heading4: { basedOn: 'heading3', color: quiet },
    address: { basedOn: 'body', size: Math.min(10.5, Math.floor(leading * 8.4) / 10), leading, spaceAfter: 0, hyphenate: false },
    returnAddress: { ...small, size: 7, leading: 9 },
    infoLabel: { ...small, size: 8, leading: 10 },
    infoValue: { basedOn: 'body', size: 10, leading: 12.5, weight: 'bold', spaceAfter: 5, hyphenate: false, features: { tnum: 1 } },
    fine: { basedOn: 'body', size: 8, leading: 10.8, color: quiet, spaceAfter: 5 },
    footer: { ...small, size: 7.5, leading: 10 },
    running: { basedOn: 'footer', align: 'right' },
    panel: { basedOn: 'body', spaceAfter: 2 },
    panelStrong: { ...heading, size: 13, leading: 17, spaceAfter: 3 },
    tableHeader: { ...heading, size: 8.5, leading: 11, spaceAfter: 0 },
    tableCell: { basedOn: 'body', size: 9.5, leading: 12, spaceAfter: 0, lineBreaking: 'fast', features: { tnum: 1 } },
    tableNote: { basedOn: 'body', size: 7.5, leading: 9.5, color: quiet, spaceAfter: 0, lineBreaking: 'fast' },
    tableTotal: { basedOn: 'tableCell', size: 11, leading: 14, weight: 'bold', color: heading.color },
    tableCarry: { basedOn: 'tableCell', size: 8.5, leading: 11, italic: true, color: quiet },
  };
}

/** Where things stand is the form's; here is what stands there. It says nothing in a language: letters of the brand are in any. */
function masterFor(name: string, form: LetterForm, logo: string | undefined): PageMaster {
  const { left, returnAddress } = forms[form];
  const anywhere = { x: 0, y: 0, width: 10, height: 10 };
  const head: Node = logo === undefined ? said('letterhead', name) : { type: 'image', asset: logo, height: 14, alt: name };
  const footer = { name: 'footer', ...anywhere, artifact: true, content: footerContent };
  return {
    size: 'A4',
    first: {
      body: anywhere,
      frames: [
        { name: 'logo', ...anywhere, artifact: true, content: [head] },
        ...(returnAddress
          ? [
              {
                name: 'returnAddress',
                ...anywhere,
                valign: 'bottom' as const,
                artifact: true,
                content: [senderLine, { type: 'space' as const, height: 1.5 }],
              },
            ]
          : []),
        { name: 'address', ...anywhere },
        { name: 'info', ...anywhere },
        footer,
      ],
    },
    following: {
      body: anywhere,
      frames: [{ name: 'head', x: left, y: 16, width: 120, height: 8, artifact: true, content: [said('footer', name)] }, footer],
    },
  };
}

const said = (style: string, text: string): Node => ({ type: 'paragraph', style, text });
const senderLine = said('returnAddress', "{{ brand.sender.organisation }} · {{ join(brand.sender.address, ' · ') }}");
const footerContent: readonly Node[] = [
  { type: 'line' },
  { type: 'space', height: 1.5 },
  said('footer', "**{{ brand.sender.organisation }}** · {{ join(brand.sender.address, ', ') }}"),
  said('footer', "{{ join([brand.sender.email, brand.sender.phone, brand.sender.web].filter(one, one != ''), ' · ') }}"),
  said('running', '{{ page.number }} / {{ page.count }}'),
];
