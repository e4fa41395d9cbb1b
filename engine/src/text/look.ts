import type { Run } from '../resolve/resolved.ts';
import type { FontFace } from './font-face.ts';
import type { Hyphenator } from './hyphenation.ts';
import type { Features, Shaper, Typeface } from './shaper.ts';

/** The faces of a font family; where a family lacks one, the nearest stands in. */
export interface FaceSet {
  readonly regular: FontFace;
  readonly bold: FontFace;
  readonly italic: FontFace;
  readonly boldItalic: FontFace;
}

/** How the text of a paragraph is set: a paragraph style with all inherited values filled in. Lengths in points. */
export interface TextStyle {
  readonly faces: FaceSet;
  readonly size: number;
  /** Distance of baselines. */
  readonly leading: number;
  readonly bold: boolean;
  readonly italic: boolean;
  readonly color: string;
  readonly align: 'left' | 'right' | 'center' | 'justify';
  readonly firstIndent: number;
  readonly hyphenate: boolean;
  readonly lineBreaking: 'optimal' | 'fast';
  readonly features: Features;
  /** Letter spacing, thousandths of an em. */
  readonly tracking: number;
}

/** The look of a stretch of text. Looks are shared: two stretches of one look hold the same object. */
export interface Look {
  readonly typeface: Typeface;
  /** Points. */
  readonly size: number;
  /** Points per font unit. */
  readonly scale: number;
  readonly color: string;
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
}

/** Superscript and subscript: size and rise in parts of the surrounding size, as OpenType fonts commonly state them. */
const SCRIPT_SIZE = 0.62;
const SUPERSCRIPT_RISE = 0.35;
const SUBSCRIPT_RISE = -0.14;

/** Makes looks of styles and runs, the same one for the same arguments. */
export class Looks {
  readonly #shaper: Shaper;
  readonly #hyphenators: ReadonlyMap<string, Hyphenator>;
  readonly #known = new WeakMap<TextStyle, Map<string, Look>>();

  /** @param hyphenators by language tag, loaded beforehand. */
  constructor(shaper: Shaper, hyphenators: ReadonlyMap<string, Hyphenator>) {
    this.#shaper = shaper;
    this.#hyphenators = hyphenators;
  }

  of(style: TextStyle, run: Run, language: string): Look {
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

  #make(style: TextStyle, run: Run, language: string): Look {
    const face = faceOf(style, run);
    const ownLanguage = run.language !== undefined && run.language !== language ? run.language : undefined;
    const features = run.smallcaps ? { ...style.features, smcp: 1 } : style.features;
    const typeface = this.#shaper.typeface(face, features, ownLanguage ?? language);
    const size = run.script === undefined ? style.size : style.size * SCRIPT_SIZE;
    const scale = size / face.unitsPerEm;
    const tracking = (style.tracking / 1000) * size;
    const rise = run.script === undefined ? 0 : style.size * (run.script === 'super' ? SUPERSCRIPT_RISE : SUBSCRIPT_RISE);
    return {
      typeface,
      size,
      scale,
      color: run.color ?? style.color,
      tracking,
      rise,
      underline: run.underline ?? false,
      strike: run.strike ?? false,
      href: run.href,
      language: ownLanguage,
      hyphenator: style.hyphenate ? this.#hyphenatorFor(ownLanguage ?? language) : undefined,
      space: typeface.space * scale + tracking,
    };
  }

  #hyphenatorFor(language: string): Hyphenator | undefined {
    const tag = language.toLowerCase();
    return this.#hyphenators.get(tag) ?? this.#hyphenators.get(tag.split('-')[0] ?? tag);
  }
}

/** The key of plain runs is the language alone, which costs nothing to make. */
function lookKey(run: Run, language: string): string {
  if (isPlain(run)) return language;
  const flags = `${run.bold ? 'b' : ''}${run.italic ? 'i' : ''}${run.underline ? 'u' : ''}${run.strike ? 's' : ''}${run.smallcaps ? 'c' : ''}`;
  return `${language} ${flags} ${run.script ?? ''} ${run.color ?? ''} ${run.language ?? ''} ${run.href ?? ''}`;
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
    run.href !== undefined ||
    run.language !== undefined
  );
}

/** The part of a run, beyond its text, that decides how it looks; '' for plain runs. */
export function runKey(run: Run): string {
  return isPlain(run) ? '' : lookKey(run, '');
}

function faceOf(style: TextStyle, run: Run): FontFace {
  const bold = style.bold || run.bold === true;
  const italic = style.italic !== (run.italic === true);
  const { faces } = style;
  if (bold) return italic ? faces.boldItalic : faces.bold;
  return italic ? faces.italic : faces.regular;
}
