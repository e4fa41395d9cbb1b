import Type, { type Static } from 'typebox';
import { endpoint } from './endpoint.ts';

export const postProducts = ['letter', 'registered-drop', 'registered', 'registered-receipt'] as const;
/** As what a letter is posted: plain; registered and put into the box, handed over against signature, or with a return receipt too. */
export type PostProduct = (typeof postProducts)[number];

/** As what the letters of a template, or of all templates of a purpose, are posted; the template's wish goes before its purpose's. */
export const PostProductRule = Type.Object({
  scope: Type.Enum(['template', 'purpose']),
  /** The template's id, or the purpose. */
  name: Type.String({ minLength: 1, maxLength: 100 }),
  product: Type.Enum([...postProducts]),
});
export type PostProductRule = Static<typeof PostProductRule>;

/** Where a provider of letters wants nothing printed: millimetres from the left and upper edge of A4. */
export const ZoneProfile = Type.Object({
  id: Type.String(),
  zones: Type.Array(
    Type.Object({
      name: Type.String(),
      pages: Type.Enum(['first', 'all']),
      /** `refused`: the provider checks it; `advised`: it asks for it. */
      weight: Type.Enum(['refused', 'advised']),
      ...{ x: Type.Number(), y: Type.Number(), width: Type.Number(), height: Type.Number() },
    }),
  ),
});
export type ZoneProfile = Static<typeof ZoneProfile>;

const Rules = Type.Object({ rows: Type.Array(PostProductRule, { maxItems: 500 }) });

/** Letters: as what they are posted, and where their providers want nothing printed. */
export const post = {
  products: endpoint({
    method: 'GET',
    path: '/api/post/products',
    summary: 'As what letters are posted, by template and purpose',
    room: 'delivery',
    allow: 'channels:read',
    reply: Rules,
  }),
  setProducts: endpoint({
    method: 'PUT',
    path: '/api/post/products',
    summary: 'Set as what letters are posted',
    room: 'delivery',
    allow: 'channels:operate',
    body: Rules,
    reply: Rules,
  }),
  zones: endpoint({
    method: 'GET',
    path: '/api/post/zones',
    summary: 'Where providers of letters want nothing printed, and which of them prints the letters of a brand',
    room: 'delivery',
    allow: 'content:read',
    query: Type.Object({ brand: Type.Optional(Type.String({ maxLength: 100 })) }),
    reply: Type.Object({
      rows: Type.Array(ZoneProfile),
      /** The profile of the account that carries the brand's letters; absent where it has none, or letters lie in print streams. */
      printed: Type.Optional(Type.Object({ account: Type.String(), profile: Type.String() })),
    }),
  }),
};
