import type { TemplateBundle } from './model.ts';

/** A JSON object of a bundle whose type is not looked at yet. */
export type JsonObject = { readonly [field: string]: unknown };

/** Every object in a bundle's template, blocks and page masters, however deep: to find what must be made ready for it. */
export function objectsOf({ template, blocks, brand }: TemplateBundle): JsonObject[] {
  const found: JsonObject[] = [];
  const visit = (value: unknown): void => {
    if (value === null || typeof value !== 'object') return;
    if (!Array.isArray(value)) found.push(value as JsonObject);
    for (const field of Object.values(value)) visit(field);
  };
  visit([template, blocks, brand.masters]);
  return found;
}
