/** The part of package `hyphen` (which has no types of its own) that hyphenation uses. */
declare module 'hyphen' {
  const createHyphenator: (
    patterns: unknown,
    options: { hyphenChar: string; html: boolean; minWordLength: number },
  ) => (text: string) => string;
  export default createHyphenator;
}
declare module 'hyphen/patterns/*' {
  const patterns: unknown;
  export default patterns;
}
