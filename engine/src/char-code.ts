const { charCodeAt } = String.prototype;

/**
 * `text.charCodeAt(at)` for loops over texts of any kind. V8 represents strings in more ways (one or two bytes, joined, cut,
 * interned) than a place in the code remembers; looking up the method by name then costs several times what the call does.
 * For the same reason such loops ask for the length once.
 */
export const charCode = (text: string, at: number): number => charCodeAt.call(text, at);
