import type { Endpoint } from '@posthorn/contract';

/** What may stand in a path or a query. Absent and empty values are left out of the query. */
export type Values = Readonly<Record<string, string | number | boolean | undefined>>;

/**
 * The address of an endpoint: `:name` parts of its path replaced by `params`, `query` appended.
 * @throws Error when a parameter of the path has no value
 */
export function address(endpoint: Pick<Endpoint, 'path'>, params: Values = {}, query: Values = {}): string {
  const path = endpoint.path.replace(/:(\w+)/g, (_, name: string) => {
    const value = params[name];
    if (value === undefined || value === '') throw new Error(`The address ${endpoint.path} needs a value for ${name}`);
    return encodeURIComponent(String(value));
  });
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    if (value !== undefined && value !== '') search.set(name, String(value));
  }
  const text = search.toString();
  return text === '' ? path : `${path}?${text}`;
}
