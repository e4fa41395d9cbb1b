/** What was typed as the search of the list: `#word` is a tag, the first one counts; everything else is words of name and id. */
export function searchOf(typed: string): { readonly q?: string; readonly tag?: string } {
  const words = typed
    .trim()
    .split(/\s+/)
    .filter((word) => word !== '');
  const tag = words.find((word) => word.length > 1 && word.startsWith('#'))?.slice(1);
  const q = words
    .filter((word) => !word.startsWith('#'))
    .join(' ')
    .slice(0, 100);
  return { ...(q === '' ? {} : { q }), ...(tag === undefined ? {} : { tag: tag.slice(0, 60) }) };
}
