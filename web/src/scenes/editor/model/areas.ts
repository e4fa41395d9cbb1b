/** A place of a template or block that an author writes into, by its JSON Pointer. */
export interface AreaKind {
  readonly path: string;
  readonly type: 'line' | 'flow';
}

/** A document of the model that has places to write into. */
export type Written = { readonly kind: 'template' | 'block' } & { readonly [key: string]: unknown };

const TEMPLATE: readonly AreaKind[] = [
  { path: '/subject', type: 'line' },
  { path: '/body', type: 'flow' },
  { path: '/email/subject', type: 'line' },
  { path: '/email/preheader', type: 'line' },
  { path: '/email/body', type: 'flow' },
  { path: '/web/body', type: 'flow' },
  { path: '/sms/text', type: 'line' },
  { path: '/chat/body', type: 'flow' },
  { path: '/push/title', type: 'line' },
  { path: '/push/text', type: 'line' },
  { path: '/push/link', type: 'line' },
];
const CHANNELS = ['letter', 'email', 'web', 'sms', 'chat'];

/** The places that a document has, in the order in which the editor shows them. */
export function areasOf(document: Written): readonly AreaKind[] {
  const possible = document.kind === 'template' ? [...TEMPLATE, ...framesOf(document)] : blockAreas();
  return possible.filter(({ path, type }) => {
    const value = valueAt(document, path);
    return type === 'line' ? value !== undefined && value !== null : Array.isArray(value);
  });
}

function framesOf(document: Written): AreaKind[] {
  const frames = valueAt(document, '/letter/frames');
  const names = frames !== null && typeof frames === 'object' ? Object.keys(frames) : [];
  return names.map((name) => ({ path: framePath(name), type: 'flow' }));
}

const blockAreas = (): AreaKind[] => [
  { path: '/body', type: 'flow' },
  ...CHANNELS.map((channel): AreaKind => ({ path: `/variants/${channel}`, type: 'flow' })),
];

/** The pointer to a frame's content. */
export const framePath = (name: string): string => `/letter/frames/${escapeKey(name)}`;

/** A key as a step of a JSON Pointer (RFC 6901), and back. */
export const escapeKey = (key: string): string => key.replaceAll('~', '~0').replaceAll('/', '~1');
export const unescapeKey = (step: string): string => step.replaceAll('~1', '/').replaceAll('~0', '~');

const stepsOf = (path: string): string[] => path.split('/').slice(1).map(unescapeKey);

export function valueAt(document: unknown, path: string): unknown {
  let value = document;
  for (const step of stepsOf(path)) {
    if (value === null || typeof value !== 'object') return undefined;
    value = (value as Record<string, unknown>)[step];
  }
  return value;
}

/** A copy with the value at a path changed, or with the key taken away where the value is undefined. Siblings are shared. */
export function withValueAt<T>(document: T, path: string, value: unknown): T {
  const change = (target: unknown, steps: readonly string[]): unknown => {
    const [step, ...rest] = steps;
    if (step === undefined) return value;
    const object = target !== null && typeof target === 'object' ? (target as Record<string, unknown>) : {};
    const inner = change(object[step], rest);
    if (inner !== undefined) return { ...object, [step]: inner };
    const { [step]: _, ...others } = object;
    return others;
  };
  return change(document, stepsOf(path)) as T;
}
