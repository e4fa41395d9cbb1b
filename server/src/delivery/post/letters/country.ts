/** Names of countries in English capitals, as the last line of a printed address has them (UPU S42), by ISO code; made when first asked. */
let codes: ReadonlyMap<string, string> | undefined;

const letters = Array.from({ length: 26 }, (_, at) => String.fromCharCode(65 + at));

function codesByName(): ReadonlyMap<string, string> {
  const names = new Intl.DisplayNames('en', { type: 'region', fallback: 'none' });
  const all = letters.flatMap((a) => letters.map((b) => a + b));
  return new Map(all.flatMap((code) => (names.of(code) === undefined ? [] : [[names.of(code)!.toUpperCase(), code] as const])));
}

/** The country that the last line of a printed address names, ISO 3166; undefined where it names none, because the letter stays in its own. */
export function namedCountry(lines: readonly string[]): string | undefined {
  codes ??= codesByName();
  return codes.get(lines.at(-1)?.toUpperCase() ?? '');
}

/** The same in German capitals, as Deutsche Post asks for it. */
export function germanName(code: string): string {
  return (new Intl.DisplayNames('de', { type: 'region' }).of(code) ?? code).toUpperCase();
}
