import type { Run } from '../resolve/resolved.ts';
import type { FontFace } from './font-face.ts';
import type { Hyphenator } from './hyphenation.ts';
import type { Shaper, Typeface } from './shaper.ts';
import type { FaceSet, TextStyle } from './text-style.ts';

export type { FaceSet, TextStyle } from './text-style.ts';

/** The look of a stretch of text. Looks are shared: two stretches of one look hold the same object. */
export interface Look {
  readonly typeface: Typeface;
  /** Points. */
  readonly size: number;
  /** Points per font unit. */
  readonly scale: number;
  readonly color: string;
  /** Colour behind the text. */
  readonly background: string | undefined;
  /** Points between glyphs. */
  readonly tracking: number;
  /** Points above the baseline. */
  readonly rise: number;
  readonly underline: boolean;
  readonly strike: boolean;
  readonly href: string | undefined;
  /** Language of the text where it differs from the paragraph's. */
  readonly language: string | undefined;
  readonly hyphenator: Hyphenator | undefined;
  /** Width of a space, points. */
  readonly space: number;
  /** Embedding level of the bidirectional algorithm; odd from right to left. */
  readonly level: number;
  /** Faces of other families that lend characters, in their order. */
  readonly fallbacks: readonly FontFace[];
  /** What small letters look like where small capitals are made of capitals. */
  readonly small: Look | undefined;
}

/** Superscript and subscript where a font does not state its own: size and rise in parts of the surrounding size. */
const SCRIPT_SIZE = 0.62;
const SUPERSCRIPT_RISE = 0.35;
const SUBSCRIPT_RISE = -0.14;
/** Small capitals made of capitals are this much smaller: about the height of small letters, and still strong enough. */
const SMALL_CAPITALS = 0.8;
const NONE: readonly FontFace[] = [];

/** Makes looks of styles and runs, the same one for the same arguments. */
export class Looks {
  readonly #shaper: Shaper;
  readonly #hyphenators: ReadonlyMap<string, Hyphenator>;
  readonly #known = new WeakMap<TextStyle, Map<string, Look>>();
  /** The last look of a plain run: the cells of a table have one. */
  #lastStyle: TextStyle | undefined;
  #lastLanguage = '';
  #lastLook: Look | undefined;
  /** Looks made of others, by what makes the difference. */
  readonly #variants = new WeakMap<Look, Map<FontFace | number, Look>>();

  /** @param hyphenators by language tag, loaded beforehand. */
  constructor(shaper: Shaper, hyphenators: ReadonlyMap<string, Hyphenator>) {
    this.#shaper = shaper;
    this.#hyphenators = hyphenators;
  }

  of(style: TextStyle, run: Run, language: string): Look {
    if (style === this.#lastStyle && language === this.#lastLanguage && isPlain(run)) return this.#lastLook as Look;
    const look = this.#find(style, run, language);
    if (isPlain(run)) {
      this.#lastStyle = style;
      this.#lastLanguage = language;
      this.#lastLook = look;
    }
    return look;
  }

  #find(style: TextStyle, run: Run, language: string): Look {
    let looks = this.#known.get(style);
    if (looks === undefined) {
      looks = new Map();
      this.#known.set(style, looks);
    }
    const key = lookKey(run, language);
    let look = looks.get(key);
    if (look === undefined) {
      look = this.#make(style, run, language);
      // Addresses are personal, so that their looks would pile up; the others are few.
      if (run.href === undefined) looks.set(key, look);
    }
    return look;
  }

  /** The same look at another embedding level. */
  atLevel(look: Look, level: number): Look {
    if (level === look.level) return look;
    return this.#variant(look, level, () => {
      const { face, features, language, options } = look.typeface;
      const wanted = { ...(options.capitals ? { capitals: true } : {}), ...(level % 2 === 1 ? { rightToLeft: true } : {}) };
      const typeface = this.#shaper.typeface(face, features, language, hasOptions(wanted) ? wanted : undefined);
      const small = look.small === undefined ? undefined : this.atLevel(look.small, level);
      return { ...look, typeface, level, small };
    });
  }

  /** The same look in a face of another family. */
  inFace(look: Look, face: FontFace): Look {
    return this.#variant(look, face, () => {
      const { features, language, options } = look.typeface;
      const typeface = this.#shaper.typeface(face, features, language, hasOptions(options) ? options : undefined);
      const scale = look.size / face.unitsPerEm;
      return { ...look, typeface, scale, space: typeface.space * scale + look.tracking };
    });
  }

  #variant(look: Look, key: FontFace | number, make: () => Look): Look {
    let variants = this.#variants.get(look);
    if (variants === undefined) {
      variants = new Map();
      this.#variants.set(look, variants);
    }
    let variant = variants.get(key);
    if (variant === undefined) {
      variant = make();
      variants.set(key, variant);
    }
    return variant;
  }

  #make(style: TextStyle, run: Run, language: string): Look {
    const face = faceOf(style, style.faces, run);
    const ownLanguage = run.language !== undefined && run.language !== language ? run.language : undefined;
    const script = scriptOf(style, run, face);
    const drawn = run.smallcaps === true && !face.hasFeature('smcp');
    const features = { ...style.features, ...run.features, ...(run.smallcaps && !drawn ? { smcp: 1 } : {}) };
    const typeface = this.#shaper.typeface(face, features, ownLanguage ?? language);
    const scale = script.size / face.unitsPerEm;
    const tracking = (style.tracking / 1000) * script.size;
    const look: Look = {
      typeface,
      size: script.size,
      scale,
      color: run.color ?? style.color,
      background: run.background,
      tracking,
      rise: script.rise,
      underline: run.underline ?? false,
      strike: run.strike ?? false,
      href: run.href,
      language: ownLanguage,
      hyphenator: style.hyphenate ? this.#hyphenatorFor(ownLanguage ?? language) : undefined,
      space: typeface.space * scale + tracking,
      level: 0,
      fallbacks: style.faces.fallbacks?.map((faces) => faceOf(style, faces, run)) ?? NONE,
      small: undefined,
    };
    return drawn ? { ...look, small: this.#smallCapitals(look) } : look;
  }

  /** Capitals of a smaller size. They are not hyphenated: patterns know small letters, and the parts of a word are set one by one. */
  #smallCapitals(look: Look): Look {
    const { face, features, language } = look.typeface;
    const typeface = this.#shaper.typeface(face, features, language, { capitals: true });
    const size = look.size * SMALL_CAPITALS;
    return { ...look, typeface, size, scale: size / face.unitsPerEm, hyphenator: undefined };
  }

  #hyphenatorFor(language: string): Hyphenator | undefined {
    const tag = language.toLowerCase();
    return this.#hyphenators.get(tag) ?? this.#hyphenators.get(tag.split('-')[0] ?? tag);
  }
}

const hasOptions = (options: Typeface['options']): boolean => options.rightToLeft === true || options.capitals === true;

/** Size and rise of a run; of raised and lowered ones as the font states them. */
function scriptOf(style: TextStyle, run: Run, face: FontFace): { readonly size: number; readonly rise: number } {
  if (run.script === undefined) return { size: style.size, rise: 0 };
  const stated = run.script === 'super' ? face.superscript : face.subscript;
  if (stated !== undefined) return { size: style.size * stated.size, rise: style.size * stated.rise };
  return { size: style.size * SCRIPT_SIZE, rise: style.size * (run.script === 'super' ? SUPERSCRIPT_RISE : SUBSCRIPT_RISE) };
}

/** The key of plain runs is the language alone, which costs nothing to make. */
function lookKey(run: Run, language: string): string {
  if (isPlain(run)) return language;
  const flags = `${run.bold ? 'b' : ''}${run.italic ? 'i' : ''}${run.underline ? 'u' : ''}${run.strike ? 's' : ''}${run.smallcaps ? 'c' : ''}`;
  const features = run.features === undefined ? '' : JSON.stringify(run.features);
  return `${language} ${flags} ${run.script ?? ''} ${run.color ?? ''} ${run.background ?? ''} ${features} ${run.language ?? ''} ${run.href ?? ''}`;
}

/** Whether a run has no look of its own. */
export function isPlain(run: Run): boolean {
  return !(
    run.bold ||
    run.italic ||
    run.underline ||
    run.strike ||
    run.smallcaps ||
    run.script !== undefined ||
    run.color !== undefined ||
    run.background !== undefined ||
    run.features !== undefined ||
    run.href !== undefined ||
    run.language !== undefined
  );
}

/** The part of a run, beyond its text, that decides how it looks; '' for plain runs. */
export function runKey(run: Run): string {
  return isPlain(run) ? '' : lookKey(run, '');
}

function faceOf(style: TextStyle, faces: FaceSet, run: Run): FontFace {
  const bold = style.bold || run.bold === true;
  const italic = style.italic !== (run.italic === true);
  if (bold) return italic ? faces.boldItalic : faces.bold;
  return italic ? faces.italic : faces.regular;
}
