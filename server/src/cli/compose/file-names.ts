/** Gives every document a file name of its own, made of its reference. */
export class FileNames {
  readonly #used = new Set<string>();

  /**
   * @param reference of the document; '' for none
   * @param number of the record, from 1, for documents without a reference
   */
  next(reference: string, number: number): string {
    const base = safeName(reference) || `record-${String(number).padStart(6, '0')}`;
    for (let i = 1; ; i++) {
      const name = i === 1 ? base : `${base}-${i}`;
      // Some file systems take upper and lower case for the same.
      const key = name.toLowerCase();
      if (this.#used.has(key)) continue;
      this.#used.add(key);
      return name;
    }
  }
}

/** Letters, digits, `.`, `-`, `_`: no path, no hidden file, nothing a shell or Windows gives a meaning. */
export function safeName(text: string): string {
  const name = text
    .normalize('NFC')
    .replace(/[^\p{L}\p{M}\p{N}._-]+/gu, '_')
    .replace(/^[._-]+|[._]+$/g, '')
    .slice(0, 100);
  return /^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i.test(name) ? `_${name}` : name;
}
