import type { Place } from '../diagnostics.ts';
import { at, dataTypeOf } from '../expression/data-type.ts';
import type { Context, Wanted } from '../resolve/context.ts';
import { Resolver } from '../resolve/resolver.ts';
import { checkStructure } from '../template/check-structure.ts';
import type { Channel, TemplateBundle } from '../template/model.ts';
import { ExpressionReader } from './read-expression.ts';

const CHANNELS: readonly Channel[] = ['letter', 'email', 'web', 'sms', 'chat', 'push'];

/** What a place makes of an attribute; all others are `text`. */
export const USES = [
  'text',
  'subject',
  'condition',
  'list',
  'parameter',
  'chart',
  'barcode',
  'attachment',
  'language',
  'reference',
] as const;
export type UseKind = (typeof USES)[number];

/** A place where a template uses an attribute of its records, whatever the record. */
export interface AttributeUse {
  /** Names with dots between them; lists are as their items: `invoice.lines.amount`. */
  readonly path: string;
  /** Everything in it may be used too: an object that is handed on, or data whose schema says nothing of its inside. */
  readonly whole: boolean;
  readonly kind: UseKind;
  /** Where it is shown; the language and the number of a document count for all channels. */
  readonly channels: readonly Channel[];
  /** Of the template, in whose documents it is. */
  readonly languages: readonly string[];
  readonly place: Place;
}

/**
 * Every attribute that a template may use, with its places: in running text, conditions, lists, charts, barcodes, attachments, subjects and
 * the frames of pages, in blocks too. Found by compiling the template for all its languages and channels, so that nothing that production
 * evaluates can be missing; a block's parameter is used where it is given. Empty where the structure of the template is damaged.
 */
export function attributesUsed(bundle: TemplateBundle): readonly AttributeUse[] {
  if (checkStructure(bundle).some(({ severity }) => severity === 'error')) return [];
  const reader = new ExpressionReader(dataTypeOf(bundle.template.data, '', () => {}));
  const found = new Map<string, AttributeUse & { readonly channels: Channel[]; readonly languages: string[] }>();
  const observe = (source: string, wanted: Wanted, ctx: Context, within: { readonly text: string; readonly offset: number }): void => {
    const kind = kindOf(bundle, ctx, wanted);
    // The language and the number of a document are found before it has a channel.
    const ofAll = kind === 'language' || kind === 'reference';
    const channels = ofAll ? CHANNELS : [ctx.shared.channel];
    const languages = ofAll ? bundle.template.languages : [ctx.shared.language];
    for (const { path, whole, start, length } of reader.read(source, ctx.language, wanted)) {
      const place = ctx.place({ text: within.text, offset: within.offset + start, length });
      const key = JSON.stringify([path, whole, place.part, place.id, place.pointer, place.excerpt?.offset]);
      const known = found.get(key);
      if (known === undefined) found.set(key, { path, whole, kind, channels: [...channels], languages: [...languages], place });
      else {
        known.channels.push(...channels.filter((one) => !known.channels.includes(one)));
        known.languages.push(...languages.filter((one) => !known.languages.includes(one)));
      }
    }
  };
  new Resolver(bundle, { observe }).compileAll();
  return [...found.values()];
}

function kindOf(bundle: TemplateBundle, { position: { part, id, pointer } }: Context, wanted: Wanted): UseKind {
  if (wanted === 'condition') return 'condition';
  if (wanted === 'list') return 'list';
  if (part === 'template') {
    if (pointer === '/language' || pointer === '/reference') return pointer === '/language' ? 'language' : 'reference';
    if (/^\/(?:subject|email\/(?:subject|preheader))(?:\/|$)/.test(pointer)) return 'subject';
    if (pointer.startsWith('/letter/attachments/')) return 'attachment';
  }
  if (wanted === 'any') return 'parameter';
  const root = part === 'block' ? bundle.blocks[id!] : part === 'brand' ? bundle.brand : bundle.template;
  return drawn(root, pointer) ?? 'text';
}

/** What the innermost node around a place draws of its values, where it is no text. */
function drawn(root: unknown, pointer: string): UseKind | undefined {
  for (let end = pointer.length; end > 0; end = pointer.lastIndexOf('/', end - 1)) {
    const { type } = (at(root, pointer.slice(0, end)) ?? {}) as { readonly type?: unknown };
    if (type === 'chart') return 'chart';
    if (type === 'barcode' || type === 'qrBill') return 'barcode';
    if (typeof type === 'string') return undefined;
  }
  return undefined;
}
