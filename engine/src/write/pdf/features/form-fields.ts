import { deflate, latin1 } from '#runtime';
import type { LaidOutPage } from '../../../layout/display-list.ts';
import type { FieldArea, FormField } from '../../../layout/field-area.ts';
import type { DocumentFonts } from '../document-fonts.ts';
import type { SharedObjects } from '../prepare-pdf.ts';
import { fillColor, length, name, textString } from '../syntax.ts';
import { appearanceOf } from './appearance.ts';
import type { DocumentBuilder } from './document-builder.ts';

/** A font that viewers type with, by the face that it is made of. */
export interface TypingFont {
  /** Name in the form's resources. */
  readonly resource: string;
  readonly objects: SharedObjects;
}

const REQUIRED = 1 << 1;
const MULTILINE = 1 << 12;
const NO_TOGGLE_TO_OFF = 1 << 14;
const RADIO = 1 << 15;
const COMBO = 1 << 17;
const COMB = 1 << 24;
const FLAGS: { readonly [Kind in FormField['kind']]: number } = {
  text: 0,
  date: 0,
  signature: 0,
  checkbox: 0,
  multiline: MULTILINE,
  choice: COMBO,
  radio: RADIO | NO_TOGGLE_TO_OFF,
};
/** How a viewer spells what the buttons' states are called when they are off. */
const OFF = 'Off';

interface Drawn {
  readonly area: FieldArea;
  readonly page: number;
  readonly content: string;
}

/**
 * The fillable fields of a document (ISO 32000-1, 12.7). Each shows what it holds by an appearance of its own, as PDF/A wants;
 * each area is an annotation inside a Form element and has a description, as PDF/UA wants.
 */
export class FormFields {
  readonly #drawn: Drawn[] = [];
  readonly #fonts: ReadonlyMap<unknown, TypingFont>;
  readonly #numbers = new Map<FormField, { readonly number: number; readonly kids: number[]; readonly on: string[] }>();
  readonly #names = new Set<string>();
  readonly #used = new Set<TypingFont>();

  /** Draws what the fields hold, so that the document's fonts have it. */
  constructor(pages: readonly LaidOutPage[], fonts: DocumentFonts, typingFonts: ReadonlyMap<unknown, TypingFont>) {
    this.#fonts = typingFonts;
    for (const [page, { fields = [] }] of pages.entries()) {
      for (const area of fields) {
        this.#drawn.push({ area, page, content: appearanceOf(area.items, area.height, fonts) });
        const font = typingFonts.get(area.field.face);
        if (font !== undefined) this.#used.add(font);
      }
    }
  }

  /** Fonts that the document must have for the fields. */
  get fonts(): Iterable<TypingFont> {
    return this.#used;
  }

  /** Writes the annotations of a page; returns their numbers. */
  annotations(builder: DocumentBuilder, page: number, pageNumber: number, pageHeight: number, resources: number): number[] {
    return this.#drawn
      .filter((drawn) => drawn.page === page)
      .map((drawn) => this.#annotation(builder, drawn, pageNumber, pageHeight, resources));
  }

  #annotation(builder: DocumentBuilder, drawn: Drawn, page: number, pageHeight: number, resources: number): number {
    const { area } = drawn;
    const { field, button } = area;
    const number = builder.allocate();
    const key = builder.ownAnnotation(area.owner, drawn.page, number);
    const bottom = pageHeight - area.y - area.height;
    const rect = `/Rect[${length(area.x)} ${length(bottom)} ${length(area.x + area.width)} ${length(bottom + area.height)}]`;
    const look = this.#appearance(builder, drawn, resources);
    const known = this.#numbers.get(field);
    const entries = `/Type/Annot/Subtype/Widget${rect}/F 4/P ${page} 0 R/StructParent ${key}${look}`;
    if (field.kind !== 'radio') {
      this.#numbers.set(field, { number, kids: [], on: [] });
      builder.add(number, `<<${entries}${this.#facts(field)}>>`);
      return number;
    }
    const group = known ?? { number: builder.allocate(), kids: [], on: [] };
    this.#numbers.set(field, group);
    group.kids.push(number);
    builder.add(number, `<<${entries}/Parent ${group.number} 0 R/TU${textString(`${field.label}: ${button?.label ?? ''}`)}>>`);
    return number;
  }

  /** The appearance of an area, and for buttons which of their two states they are in. */
  #appearance(builder: DocumentBuilder, { area, content }: Drawn, resources: number): string {
    const { field, button } = area;
    const form = (text: string): number => {
      const number = builder.allocate();
      const box = `/BBox[0 0 ${length(area.width)} ${length(area.height)}]`;
      const entries = `/Type/XObject/Subtype/Form${box}/Resources ${resources} 0 R/Filter/FlateDecode`;
      builder.addStream(number, entries, deflate(latin1(text)));
      return number;
    };
    if (button === undefined) return `/AP<</N ${form(content)} 0 R>>`;
    const state = name(button.value);
    const on = field.value === button.value;
    return `/AP<</N<<${state} ${form(content)} 0 R/${OFF} ${form('/Tx BMC\nEMC\n')} 0 R>>>>/AS${on ? state : `/${OFF}`}`;
  }

  /** What a field is called, holds, and looks like when something is typed. */
  #facts(field: FormField): string {
    const { kind, value, maxLength } = field;
    const common = `${this.#head(field)}/Ff ${flagsOf(field)}`;
    if (kind === 'signature') return `/FT/Sig${common}`;
    if (kind === 'checkbox') return `/FT/Btn${common}/V${value === 'on' ? name('on') : `/${OFF}`}`;
    const typed = this.#typed(field);
    if (kind === 'choice') {
      const options = field.options.map((option) => `[${textString(option.value)}${textString(option.label)}]`);
      return `/FT/Ch${common}/Opt[${options.join('')}]${value === '' ? '' : `/V${textString(value)}`}${typed}`;
    }
    const most = maxLength === undefined ? '' : `/MaxLen ${maxLength}`;
    return `/FT/Tx${common}${most}${value === '' ? '' : `/V${textString(value)}`}${typed}`;
  }

  #head(field: FormField): string {
    let unique = field.name;
    for (let i = 2; this.#names.has(unique); i++) unique = `${field.name}-${i}`;
    this.#names.add(unique);
    return `/T${textString(unique)}/TU${textString(field.label || field.name)}`;
  }

  /** The default appearance: font, size and colour of typed text. */
  #typed(field: FormField): string {
    const font = this.#fonts.get(field.face);
    if (font === undefined) throw new Error(`Font face “${field.face.name}” was not prepared for typing`);
    // A border that is not drawn, for its distance to the text: viewers keep once or twice its width, and we three points.
    return `${field.rightToLeft ? '/Q 2' : ''}/DA(/${font.resource} ${length(field.size)} Tf ${fillColor(field.color)})/BS<</W ${field.comb ? 0 : 2}>>`;
  }

  /** Writes the form itself; returns the catalog's entry for it. */
  catalogEntry(builder: DocumentBuilder): string {
    for (const [field, { number, kids }] of this.#numbers) {
      if (field.kind !== 'radio') continue;
      const chosen = field.options.some(({ value }) => value === field.value) ? name(field.value) : `/${OFF}`;
      const list = kids.map((kid) => `${kid} 0 R`).join(' ');
      builder.add(number, `<</FT/Btn${this.#head(field)}/Ff ${flagsOf(field)}/V${chosen}/Kids[${list}]>>`);
    }
    const fields = [...this.#numbers.values()].map(({ number }) => `${number} 0 R`).join(' ');
    const fonts = [...this.#used].map(({ resource, objects }) => `/${resource} ${objects.first} 0 R`).join('');
    return `/AcroForm<</Fields[${fields}]/DR<</Font<<${fonts}>>>>>>`;
  }
}

function flagsOf({ kind, required, comb }: FormField): number {
  return FLAGS[kind] | (required ? REQUIRED : 0) | (comb ? COMB : 0);
}
