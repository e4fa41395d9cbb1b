import type { MarkupObject, MarkupValue } from '../template/channels.ts';
import type { Context, State } from './context.ts';
import { compileText, type TextEvaluator } from './inline.ts';

type Json = string | number | boolean | readonly Json[] | { readonly [key: string]: Json };
type JsonEvaluator = (state: State) => Json | undefined;

/** What programs read of a message: objects of schema.org as the content of a script element; '' where there are none. */
export function compileMarkup(ctx: Context, objects: readonly MarkupObject[] = []): TextEvaluator {
  if (objects.length === 0) return () => '';
  const all = objects.map((object, i) => compileObject(ctx.at(i), object));
  return (state) => {
    const made = all.flatMap((evaluate) => {
      const object = evaluate(state);
      return object === undefined ? [] : [{ '@context': 'http://schema.org', ...(object as object) }];
    });
    if (made.length === 0) return '';
    return forScript(JSON.stringify(made.length === 1 ? made[0] : made));
  };
}

/** An object of which only its type is left says nothing, and is left out. */
function compileObject(ctx: Context, object: MarkupObject): JsonEvaluator {
  const { '@type': type, ...properties } = object;
  const values = Object.entries(properties).map(([key, value]) => [key, compileValue(ctx.at(key), value)] as const);
  return (state) => {
    const entries: [string, Json][] = [];
    for (const [key, evaluate] of values) {
      const value = evaluate(state);
      if (value !== undefined) entries.push([key, value]);
    }
    return entries.length === 0 ? undefined : Object.fromEntries([['@type', type], ...entries]);
  };
}

function compileValue(ctx: Context, value: MarkupValue): JsonEvaluator {
  if (typeof value === 'string') {
    const text = compileText(ctx, value);
    return (state) => text(state) || undefined;
  }
  if (isList(value)) {
    const items = value.map((item, i) => compileValue(ctx.at(i), item));
    return (state) => {
      const made = items.flatMap((evaluate) => evaluate(state) ?? []);
      return made.length === 0 ? undefined : made;
    };
  }
  return typeof value === 'object' ? compileObject(ctx, value) : () => value;
}

const isList = (value: MarkupValue): value is readonly MarkupValue[] => Array.isArray(value);

/**
 * JSON that nothing in can end the script element (`</script>`, `<!--`), in ASCII as the rest of a message: what would matter there
 * is written as JSON's own escapes, which mean the same.
 */
const forScript = (json: string): string =>
  json.replace(/[<>&'\u007f-\uffff]/g, (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`);
