/**
 * JSON that is the same for the same value: names sorted, no spaces (RFC 8785 for what we put into it: strings, whole numbers,
 * booleans, null, arrays, objects). Undefined members are left out, dates are ISO 8601.
 */
export function canonicalJson(value: unknown): string {
  return JSON.stringify(value, (_name, part: unknown) => {
    if (typeof part !== 'object' || part === null || Array.isArray(part)) return part;
    return Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)));
  });
}
