/** A text that an expression shows: a branch of a choice, such as forms of address by gender, or the forms of a plural. */
export interface ShownText {
  /** `t1` for a branch; `p1.one` for a form of a plural. */
  readonly id: string;
  readonly text: string;
}

const literal = /'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*"/g;
const pluralMap = /\bplural\s*\(/;
const forms = ['zero', 'one', 'two', 'few', 'many', 'other'] as const;

interface Place {
  readonly id: string;
  readonly start: number;
  readonly end: number;
  readonly text: string;
  /** The form that this is of, and where the list of forms begins. */
  readonly form?: string;
}

/** Texts that stand behind `?` or `:`, which are those that are shown; others are compared with. */
function placesIn(expression: string): readonly Place[] {
  const places: Place[] = [];
  let [branches, plurals] = [0, 0];
  const all = [...expression.matchAll(literal)];
  for (const [i, match] of all.entries()) {
    const before = expression.slice(0, match.index).trimEnd().at(-1);
    const text = unquoted(match[0]);
    if ((before !== '?' && before !== ':') || !/\p{L}/u.test(text)) continue;
    const key = before === ':' ? all[i - 1] : undefined;
    const name = key && expression.slice(key.index + key[0].length, match.index).trim() === ':' ? unquoted(key[0]) : undefined;
    const isForm = name !== undefined && forms.includes(name as (typeof forms)[number]) && pluralMap.test(expression.slice(0, key!.index));
    if (isForm && /[{]\s*$/.test(expression.slice(0, key!.index))) plurals++;
    const at = { start: match.index, end: match.index + match[0].length, text };
    places.push(isForm ? { ...at, id: `p${plurals}.${name}`, form: name } : { ...at, id: `t${++branches}` });
  }
  return places;
}

/** What is to be translated; of plurals the forms that a language has. */
export function shownTexts(expression: string, language: string): readonly ShownText[] {
  const places = placesIn(expression);
  const plurals = [...new Set(places.flatMap(({ id, form }) => (form ? [id.split('.')[0]!] : [])))];
  const wanted = new Intl.PluralRules(language).resolvedOptions().pluralCategories;
  const ofPlurals = plurals.flatMap((plural) => {
    const said = new Map(places.filter(({ id }) => id.startsWith(`${plural}.`)).map(({ form, text }) => [form, text]));
    const named = forms.filter((form) => wanted.includes(form) || (form === 'zero' && said.has(form)));
    return named.map((form) => ({ id: `${plural}.${form}`, text: said.get(form) ?? said.get('other') ?? '' }));
  });
  return [...places.filter(({ form }) => form === undefined).map(({ id, text }) => ({ id, text })), ...ofPlurals];
}

/** The expression with other texts, by their ids. */
export function withTexts(expression: string, texts: ReadonlyMap<string, string>): string {
  const places = placesIn(expression);
  let [result, done] = ['', 0];
  for (const [i, place] of places.entries()) {
    const plural = place.form === undefined ? undefined : place.id.split('.')[0]!;
    if (plural === undefined) {
      result += expression.slice(done, place.start) + quoted(texts.get(place.id) ?? place.text);
      done = place.end;
      continue;
    }
    const first = places.findIndex(({ id }) => id.startsWith(`${plural}.`)) === i;
    if (!first) continue;
    const open = expression.lastIndexOf('{', place.start);
    const last = places.findLast(({ id }) => id.startsWith(`${plural}.`))!;
    const entries = forms.flatMap((form) => {
      const text = texts.get(`${plural}.${form}`);
      return text === undefined ? [] : [`'${form}': ${quoted(text)}`];
    });
    if (entries.length === 0) continue;
    result += `${expression.slice(done, open)}{${entries.join(', ')}`;
    done = last.end;
  }
  return result + expression.slice(done);
}

const unquoted = (source: string): string => source.slice(1, -1).replace(/\\(.)/g, (_, sign: string) => (sign === 'n' ? '\n' : sign));
const quoted = (text: string): string => `'${text.replace(/['\\]/g, (sign) => `\\${sign}`).replace(/\n/g, '\\n')}'`;
