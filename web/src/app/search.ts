/** Checks the search part of an address: keeps the named texts that are there, drops everything else. */
export function textSearch<const Name extends string>(
  ...names: readonly Name[]
): (search: Record<string, unknown>) => { [K in Name]?: string } {
  return (search) => {
    const kept: { [K in Name]?: string } = {};
    for (const name of names) {
      const value = search[name];
      if ((typeof value === 'string' && value !== '') || typeof value === 'number') kept[name] = String(value);
    }
    return kept;
  };
}

/** Where to go after signing in: only ever a path of this workplace, never another site. */
export function safeNext(next: string | undefined): string {
  if (next === undefined || !/^\/(?![/\\])/.test(next)) return '/';
  return next.startsWith('/sign-in') || next.startsWith('/password') ? '/' : next;
}
