import type { Diagnostic, Place } from '../diagnostics.ts';
import { scriptOf } from '../text/scripts.ts';

/** Gathers what layout has to say about one document, each thing once. */
export class Findings {
  readonly diagnostics: Diagnostic[] = [];
  readonly #said = new Set<string>();

  /** Characters that no font has, at the first place they stand. */
  missingGlyphs(characters: string, source: string): void {
    for (const character of characters) {
      const codePoint = `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;
      this.warn(
        'text.missing-glyph',
        `The font has no glyph for “${character}” (${codePoint}, ${scriptOf(character)}); “?” is printed instead.`,
        source,
        {
          key: character,
          hint: 'Give the brand a font family that has this character and name it in "fallback", or change the text.',
        },
      );
    }
  }

  warn(code: string, message: string, source: string, more: { readonly hint: string; readonly key?: string }): void {
    this.#add('warning', code, message, source, more);
  }

  error(code: string, message: string, source: string, more: { readonly hint: string; readonly key?: string }): void {
    this.#add('error', code, message, source, more);
  }

  /** Adds findings of others. */
  add(found: readonly Diagnostic[]): void {
    for (const diagnostic of found) {
      const key = JSON.stringify([diagnostic.code, diagnostic.place, diagnostic.message]);
      if (this.#said.has(key)) continue;
      this.#said.add(key);
      this.diagnostics.push(diagnostic);
    }
  }

  #add(severity: Diagnostic['severity'], code: string, message: string, source: string, more: { hint: string; key?: string }): void {
    const key = `${code} ${more.key ?? source}`;
    if (this.#said.has(key)) return;
    this.#said.add(key);
    this.diagnostics.push({ severity, code, message, place: placeOf(source), hint: more.hint });
  }
}

/** The place that a resolved node's `source` tells: `template#/body/3`, `block:greeting#/body/0`. */
export function placeOf(source: string): Place {
  const hash = source.indexOf('#');
  const part = hash < 0 ? source : source.slice(0, hash);
  const pointer = hash < 0 ? '' : source.slice(hash + 1);
  const colon = part.indexOf(':');
  const name = colon < 0 ? part : part.slice(0, colon);
  const known = name === 'brand' || name === 'block' || name === 'asset' || name === 'data' ? name : 'template';
  return colon < 0 ? { part: known, pointer } : { part: known, id: part.slice(colon + 1), pointer };
}
