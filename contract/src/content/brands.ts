import Type, { type Static } from 'typebox';
import { Id, page, pageQuery, Timestamp } from '../common.ts';
import { endpoint } from '../endpoint.ts';
import { AssetReference } from './assets.ts';
import { Impact } from './blocks.ts';
import { ContentDocument, ContentId, Draft, Names } from './drafts.ts';

/** A version of a brand. `pushed`: it came with a folder and goes out with the template of that folder. */
export const BrandVersion = Type.Object({
  id: Type.String(),
  version: Type.Integer(),
  state: Type.Enum(['pushed', 'in_review', 'scheduled', 'released', 'returned']),
  /** It is what drafts are shown with. */
  current: Type.Boolean(),
  createdAt: Timestamp,
  createdBy: Type.String(),
});
export type BrandVersion = Static<typeof BrandVersion>;

export const BrandSummary = Type.Object({
  id: Type.String(),
  name: Type.String(),
  organisation: Type.String(),
  /** By their names: `#rrggbb`. */
  colors: Type.Record(Type.String(), Type.String()),
  logo: Type.Optional(AssetReference),
  /** The version that drafts are shown with; absent before the first release, when templates cannot be in it yet. */
  version: Type.Optional(Type.Integer()),
  draft: Type.Optional(Type.Object({ revision: Type.Integer(), savedAt: Timestamp, savedBy: Type.String() })),
  /** Templates in this brand, drafts and released versions together. */
  templates: Type.Integer(),
});
export type BrandSummary = Static<typeof BrandSummary>;

/** What a font allows by its bits `fsType`, and what that means here. */
export const FontEmbedding = Type.Object({
  /** What the table OS/2 says. */
  permission: Type.Enum(['installable', 'editable', 'preview-and-print', 'restricted']),
  noSubsetting: Type.Boolean(),
  bitmapOnly: Type.Boolean(),
  /** `refused`: it may not stand in a PDF as the engine makes them; `limited`: in those that nobody fills in. */
  verdict: Type.Enum(['allowed', 'limited', 'refused']),
  /** Why: the codes that screens put into words. */
  reasons: Type.Array(Type.Enum(['restricted', 'preview-and-print', 'no-subsetting', 'bitmap-only'])),
});
export type FontEmbedding = Static<typeof FontEmbedding>;

export const FontFacts = Type.Object({
  family: Type.String(),
  /** Such as `SemiBold Italic`. */
  style: Type.String(),
  /** 100 to 900; 400 is regular. */
  weight: Type.Integer(),
  italic: Type.Boolean(),
  /** It has axes; its default is what is used. */
  variable: Type.Boolean(),
  embedding: FontEmbedding,
  copyright: Type.Optional(Type.String()),
  /** What the font says of its licence, and where. */
  licence: Type.Optional(Type.String()),
  licenceUrl: Type.Optional(Type.String()),
  characters: Type.Integer(),
  /** How much of what is written in a script it has: 1 is all. Scripts of which it has nothing are left out. */
  scripts: Type.Array(Type.Object({ script: Type.String(), share: Type.Number(), missing: Type.String() })),
});
export type FontFacts = Static<typeof FontFacts>;

/** A font that was uploaded. */
export const FontFile = Type.Object({
  /** What it is called from now on; the place in `assets` of a brand is `assets/<name>.ttf`. */
  name: Type.String(),
  ...AssetReference.properties,
  facts: FontFacts,
});
export type FontFile = Static<typeof FontFile>;

/** A template in a brand. */
export const BrandUser = Type.Object({ id: Type.String(), inDraft: Type.Boolean(), inReleased: Type.Boolean() });

/** Forms of letters that a brand can begin with: DIN 5008 A and B, US #10, Swiss C5 with its window at the left or right. */
export const letterForms = ['din-a', 'din-b', 'us-10', 'swiss-left', 'swiss-right'] as const;
/** Font families that come with Posthorn (SIL Open Font License). */
export const bundledFonts = ['source-sans-3', 'figtree', 'ibm-plex-sans', 'public-sans', 'source-serif-4'] as const;
export type BundledFont = (typeof bundledFonts)[number];

const Colour = Type.String({ pattern: '^#[0-9A-Fa-f]{6}$' });
const Line = Type.String({ maxLength: 200 });

/** What a brand begins with; all of it is changed in its draft. */
export const NewBrand = Type.Object({
  name: Type.String({ minLength: 1, maxLength: 200 }),
  id: Type.Optional(ContentId),
  /** Who writes: what letters and messages take as `brand.sender`. */
  sender: Type.Object({
    organisation: Type.String({ minLength: 1, maxLength: 200 }),
    address: Type.Array(Line, { minItems: 1, maxItems: 8 }),
    email: Type.Optional(Line),
    phone: Type.Optional(Line),
    web: Type.Optional(Line),
  }),
  form: Type.Enum([...letterForms]),
  /** The others of the palette are made of these. */
  colors: Type.Object({ brand: Colour, accent: Type.Optional(Colour), ink: Type.Optional(Colour) }),
  font: Type.Enum([...bundledFonts]),
  /** Name of an uploaded image. */
  logo: Type.Optional(Type.String({ maxLength: 200 })),
});
export type NewBrand = Static<typeof NewBrand>;

const Words = Type.String({ maxLength: 200 });
const Difficulty = Type.Number({ minimum: 1, maximum: 30 });

/** How a brand speaks in one language, as a brand document says it; here it may be tried before it is kept. */
export const Voice = Type.Object({
  form: Type.Optional(Type.Enum(['Sie', 'du'])),
  avoid: Type.Optional(Type.Array(Type.Object({ words: Words, better: Type.Optional(Words) }), { maxItems: 2000 })),
  terms: Type.Optional(Type.Array(Words, { maxItems: 2000 })),
  longSentence: Type.Optional(Type.Integer({ minimum: 5, maximum: 100 })),
  target: Type.Optional(Difficulty),
  targets: Type.Optional(Type.Record(Type.String(), Difficulty)),
});

/** Something that a text says otherwise than the brand would. */
export const VoiceFinding = Type.Object({
  rule: Type.Enum(['avoided-word', 'address-form', 'long-sentence']),
  /** As it stands there; of a long sentence its beginning. */
  found: Type.String(),
  better: Type.Optional(Type.String()),
  count: Type.Integer(),
  /** It stands in this block; in the template itself where absent. */
  block: Type.Optional(Type.String()),
});
export type VoiceFinding = Static<typeof VoiceFinding>;

/** What the texts of a released template are by a voice. */
export const VoiceVerdict = Type.Object({
  templateId: Type.String(),
  name: Names,
  class: Type.String(),
  version: Type.Integer(),
  /** Of the template and the blocks that it is made of today; none where it has no text in the language. */
  words: Type.Integer(),
  /** In the figure that the target is said in; absent where there are too few words to tell. */
  difficulty: Type.Optional(Type.Number()),
  target: Type.Number(),
  /** Of all findings. */
  total: Type.Integer(),
  /** The most frequent first, 20 at most. */
  findings: Type.Array(VoiceFinding),
});
export type VoiceVerdict = Static<typeof VoiceVerdict>;

const one = { room: 'content', params: Id, allow: 'content:read' } as const;

/** Drafts of brands are those of `/api/drafts/brand/:id`, and their reviews those of all content. */
export const brands = {
  list: endpoint({
    method: 'GET',
    path: '/api/brands',
    summary: 'Brands by id',
    room: 'content',
    allow: 'content:read',
    query: Type.Object(pageQuery),
    reply: page(BrandSummary),
  }),
  create: endpoint({
    method: 'POST',
    path: '/api/brands',
    summary: 'Begin a brand from a form of letters, colours and a font: a draft, which is released like any other',
    room: 'content',
    allow: 'content:write',
    body: NewBrand,
    reply: Draft,
  }),
  get: endpoint({
    ...one,
    method: 'GET',
    path: '/api/brands/:id',
    summary: 'One brand as drafts are shown with it, with its versions, newest first',
    reply: Type.Object({
      brand: BrandSummary,
      document: ContentDocument,
      /** By the name that brand and nodes use. */
      assets: Type.Record(Type.String(), AssetReference),
      versions: Type.Array(BrandVersion),
    }),
  }),
  usedIn: endpoint({
    ...one,
    method: 'GET',
    path: '/api/brands/:id/used-in',
    summary: 'Which templates are in a brand',
    query: Type.Object(pageQuery),
    reply: page(BrandUser),
  }),
  impact: endpoint({
    ...one,
    method: 'GET',
    path: '/api/brands/:id/impact',
    summary: 'What a change of the brand touches: templates, released versions, communications a month',
    reply: Impact,
  }),
  /** Nothing is written. Languages other than German and English are not judged: there the list is empty. */
  tryVoice: endpoint({
    ...one,
    method: 'POST',
    path: '/api/brands/:id/voice',
    summary: 'What a way to speak would find in the released templates of a brand, by id',
    query: Type.Object(pageQuery),
    body: Type.Object({ language: Type.String({ maxLength: 35 }), voice: Voice }),
    reply: page(VoiceVerdict),
  }),
};

export const fonts = {
  /** The body is the file itself (`font/ttf`). Refused with the reason where its licence bits forbid what the engine does with it. */
  upload: endpoint({
    method: 'POST',
    path: '/api/fonts',
    summary: 'Upload a font (TrueType; its embedding bits are checked, 16 MB at most)',
    room: 'content',
    allow: 'content:write',
    query: Type.Object({ name: Type.String({ minLength: 1, maxLength: 200 }) }),
    reply: FontFile,
  }),
  get: endpoint({
    method: 'GET',
    path: '/api/fonts/:sha256',
    summary: 'What a font says of itself: family, licence, embedding, scripts',
    room: 'content',
    allow: 'content:read',
    params: Type.Object({ sha256: Type.String({ pattern: '^[0-9a-f]{64}$' }) }),
    reply: FontFacts,
  }),
};
