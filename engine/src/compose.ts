import type { Diagnostic } from './diagnostics.ts';
import { dutiful } from './duties/dutiful.ts';
import type { Duty } from './duties/duty.ts';
import { prepareBarcodes, type Symbology } from './graphics/barcode.ts';
import type { LaidOutDocument } from './layout/display-list.ts';
import type { PlacedOffer } from './layout/fillers.ts';
import type { FillSlots, SlotPlace } from './layout/slots.ts';
import type { Sources } from './layout/sources.ts';
import { type Letter, prepareLetter } from './letter.ts';
import type { AttachedFile } from './resolve/attachments.ts';
import { liveGround } from './resolve/ground.ts';
import { type OpenRecord, Resolver } from './resolve/resolver.ts';
import type { Resolution } from './resolve/tree.ts';
import type { Answers, AskedZone } from './resolve/zones/answers.ts';
import { checkBrand } from './template/check-brand.ts';
import { checkChanges, checkStructure } from './template/check-structure.ts';
import type { Channel, Template, TemplateBundle } from './template/model.ts';
import { objectsOf } from './template/objects-of.ts';
import type { ShaperStatistics } from './text/shaper.ts';
import type { ChatMessage } from './write/chat/chat-message.ts';
import { type ChatProgram, prepareChat } from './write/chat/prepare-chat.ts';
import { writeDocx } from './write/docx/write-docx.ts';
import { type EmailProgram, prepareEmail } from './write/email/prepare-email.ts';
import { MOST_HTML, tooLarge } from './write/email/size-limit.ts';
import { type HtmlProgram, prepareHtml } from './write/html/prepare-html.ts';
import { checkEnclosures, type EncryptionOptions, judgeEnclosures, type SharedResources, type XmpExtension } from './write/pdf/index.ts';
import type { PublishedImage } from './write/published-images.ts';
import { writePush } from './write/push/write-push.ts';
import { tooLong, writeSms } from './write/sms/write-sms.ts';
import { writeText } from './write/text/write-text.ts';

/** What a program can make of a record. */
export type Format = 'pdf' | 'email' | 'text' | 'html' | 'sms' | 'chat' | 'push' | 'docx';

/** A record as read from JSON: plain objects, arrays, strings, numbers, booleans, null. */
export type DataRecord = { readonly [field: string]: unknown };

export interface ComposeOptions {
  /** What a clerk says to the zones of an interactive template. */
  readonly answers?: Answers;
  /**
   * For who is still writing: open questions stand in the text in brackets, and what is wrong with answers is told in warnings. Without
   * it such a record is refused.
   */
  readonly draft?: boolean;
  /** Overrides the language that the template chooses. */
  readonly language?: string;
  /** The moment of composition (ISO 8601), for documents that show it and for PDF metadata; a fixed date if absent. */
  readonly now?: string;
  /** Files for this record that go into the PDF beside the template's, such as an invoice's XML; it is then PDF/A-3. */
  readonly attachments?: readonly AttachedFile[];
  /** Further metadata of the PDF, e.g. `[facturX('EN 16931')]`. */
  readonly metadata?: readonly XmpExtension[];
  /** What production draws into the slots of page masters; asked for every page that has some. */
  readonly slots?: FillSlots;
  /** Gives a short address for a web address in an SMS; addresses stay as they are if absent. */
  readonly shortenLink?: (address: string) => string;
  /** Encrypts the PDF, which is then no PDF/A. */
  readonly encryption?: EncryptionOptions;
  /** The PDF is a piece for `PrintStream.append` instead, without what the stream would take off again. */
  readonly forPrintStream?: boolean;
  /** Where a duty is not met: the rendition comes all the same and tells so in its diagnostics, for who is writing; else it is refused. */
  readonly duties?: 'tell';
  /** Is shown the pages of a letter before they are written. */
  readonly inspect?: (pages: LaidOutDocument) => void;
  /**
   * Pages of a letter, from 0, whose contents are written; the others are blank. For who shows pages one at a time while somebody writes:
   * nothing to be sent. All if absent.
   */
  readonly only?: ReadonlySet<number>;
  /** Takes for the nodes of the letter's structure where in the template they come from, such as `template#/body/3`. */
  readonly sources?: Sources;
}

/** The bytes for one channel. */
export type Rendition =
  | {
      readonly format: 'pdf';
      readonly bytes: Uint8Array;
      /** What a piece for a print stream shares with others, for `PrintStream.share`. */
      readonly shared?: SharedResources;
      readonly pages: number;
      /** Where the page masters have slots; absent where they have none. */
      readonly slots?: readonly SlotPlace[];
      /** Which offers fillers placed, for the books of who advertises; absent where none. */
      readonly offers?: readonly PlacedOffer[];
      readonly title: string;
      readonly language: string;
      readonly diagnostics: readonly Diagnostic[];
    }
  | {
      readonly format: 'email';
      readonly subject: string;
      readonly html: string;
      readonly text: string;
      readonly inlineImages: readonly InlineImage[];
      /** Instead of them, where the caller has said where pictures are published: those that the message shows from there. */
      readonly publishedImages?: readonly PublishedImage[];
      readonly attachLetter: boolean;
      readonly language: string;
      readonly diagnostics: readonly Diagnostic[];
    }
  | {
      readonly format: 'html';
      readonly html: string;
      readonly title: string;
      readonly language: string;
      readonly diagnostics: readonly Diagnostic[];
    }
  | {
      /** A Word file of the letter, for clerks who go on writing it by hand. */
      readonly format: 'docx';
      readonly bytes: Uint8Array;
      readonly title: string;
      readonly language: string;
      readonly diagnostics: readonly Diagnostic[];
    }
  | { readonly format: 'text'; readonly text: string; readonly language: string; readonly diagnostics: readonly Diagnostic[] }
  | {
      readonly format: 'sms';
      readonly text: string;
      readonly encoding: 'gsm7' | 'ucs2';
      readonly segments: number;
      readonly language: string;
      readonly diagnostics: readonly Diagnostic[];
    }
  | {
      readonly format: 'push';
      readonly title: string;
      readonly text: string;
      /** What a click opens. */
      readonly link?: string;
      readonly language: string;
      readonly diagnostics: readonly Diagnostic[];
    }
  | {
      readonly format: 'chat';
      readonly message: ChatMessage;
      /** The pictures that it shows, by the names of their files. */
      readonly images: readonly PublishedImage[];
      readonly attachLetter: boolean;
      readonly language: string;
      readonly diagnostics: readonly Diagnostic[];
    };

export interface InlineImage {
  /** The e-mail refers to it as `cid:…`. */
  readonly cid: string;
  readonly mediaType: string;
  readonly bytes: Uint8Array;
}

/** A record that could not be composed: at least one diagnostic is an error. */
export class CompositionError extends Error {
  readonly diagnostics: readonly Diagnostic[];
  constructor(diagnostics: readonly Diagnostic[]) {
    super(diagnostics.map((d) => d.message).join('; '));
    this.name = 'CompositionError';
    this.diagnostics = diagnostics;
  }
}

/** A template version made ready once; composing a record only does what depends on the data. */
export interface Program {
  readonly diagnostics: readonly Diagnostic[];
  /** @throws CompositionError when the record violates the data schema or an expression fails on it. */
  compose(record: DataRecord, format: Format, options?: ComposeOptions): Rendition;
  /** What a clerk is asked for this record, in the order of the text; questions within what is left out are not among them. */
  zones(record: DataRecord, format: Format, options?: ComposeOptions): readonly AskedZone[];
  /** The document's number for this record, '' where the template has none. */
  reference(record: DataRecord): string;
  /** How well the letter's cache of shaped words has done so far; undefined where the program makes no PDF. */
  readonly shaping: ShaperStatistics | undefined;
}

export interface CompileOptions {
  /** What the program will be asked for; all formats if absent. Fonts and e-mail skeletons take time to make ready. */
  readonly formats?: readonly Format[];
  /** Where the caller publishes the pictures of messages, `https://…`: e-mails then refer to them there instead of bringing them along. */
  readonly imageBase?: string;
  /** What documents must hold: a record whose document does not is refused. */
  readonly duties?: readonly Duty[];
  /**
   * For a preview while one writes: what did not change since the last program of the same brand is taken from there, and only what the
   * asked language and format need is compiled; `check` tells of the rest. A PDF's fonts may hold other letters than production's; its pages are the same.
   */
  readonly live?: boolean;
}

/** Checks a template with all its parts: structure, expressions against the data schema, references, assets. */
export function check(bundle: TemplateBundle): Diagnostic[] {
  return examine(bundle).diagnostics;
}

/** The rest can only be looked at where the structure is right; then there is a resolver that can already resolve. */
function examine(bundle: TemplateBundle): { diagnostics: Diagnostic[]; resolver?: Resolver } {
  const structure = checkStructure(bundle);
  if (structure.some(isError)) return { diagnostics: structure };
  const resolver = new Resolver(bundle);
  resolver.compileAll();
  return {
    diagnostics: withoutRepeats([...structure, ...checkBrand(bundle), ...checkEnclosures(bundle), ...resolver.diagnostics]),
    resolver,
  };
}

/**
 * Compiles a template once for any number of records.
 * @throws CompositionError when `check` finds an error.
 */
export async function compile(bundle: TemplateBundle, options: CompileOptions = {}): Promise<Program> {
  await judgeEnclosures(bundle);
  const { live = false } = options;
  const { diagnostics, resolver } = live ? lookAtChanges(bundle) : examine(bundle);
  if (resolver === undefined || diagnostics.some(isError)) throw new CompositionError(diagnostics);
  const wants = (format: Format) => options.formats?.includes(format) ?? true;
  if (wants('pdf') || wants('html') || wants('docx')) await prepareBarcodes(symbologiesOf(bundle));
  const writers: Writers = {
    letter: wants('pdf') ? await prepareLetter(bundle, live).catch(damagedAsset) : undefined,
    email: wants('email') ? prepareEmail(bundle, options.imageBase) : undefined,
    html: wants('html') ? prepareHtml(bundle) : undefined,
    chat: wants('chat') ? prepareChat(bundle, options.imageBase) : undefined,
  };
  const program: Program = {
    diagnostics,
    reference: (record) => resolver.reference(record),
    zones: (record, format, asked = {}) => resolver.resolve(record, CHANNELS[format], { ...asked, draft: true }).zones,
    get shaping() {
      return writers.letter?.shaping;
    },
    compose(record, format, composeOptions = {}) {
      const opened = format === 'email' ? resolver.open(record, composeOptions) : undefined;
      if (live) refuseFaults(resolver, record, CHANNELS[format], composeOptions);
      if (opened !== undefined) return fill(bundle, ready(writers.email, 'email'), opened);
      const resolution = resolver.resolve(record, CHANNELS[format], composeOptions);
      if (resolution.diagnostics.some(isError)) throw new CompositionError(resolution.diagnostics);
      return write(bundle, writers, resolution, format, composeOptions);
    },
  };
  const { duties = [] } = options;
  return duties.length === 0 ? program : dutiful(program, bundle, resolver, duties, (found) => new CompositionError(found));
}

/** As `examine`, but of the structure only what changed, and of expressions nothing yet. */
function lookAtChanges(bundle: TemplateBundle): ReturnType<typeof examine> {
  const structure = checkChanges(bundle);
  return structure.some(isError)
    ? { diagnostics: structure }
    : { diagnostics: structure, resolver: new Resolver(bundle, { ground: liveGround(bundle) }) };
}

/** What is wrong with what was compiled for a record only now. @throws CompositionError */
function refuseFaults(resolver: Resolver, record: DataRecord, channel: Channel, options: ComposeOptions): void {
  if (channel !== 'email') resolver.resolve(record, channel, options);
  if (resolver.diagnostics.some(isError)) throw new CompositionError(withoutRepeats(resolver.diagnostics));
}

const symbologiesOf = (bundle: TemplateBundle): Symbology[] =>
  objectsOf(bundle).flatMap(({ type, symbology }) => {
    // Production may put any code into a slot.
    if (type === 'slot') return ['datamatrix' as const];
    return type === 'barcode' ? [symbology as Symbology] : [];
  });

/** A font or image that cannot be read is a finding about the bundle, not a fault of the program. */
function damagedAsset(error: unknown): never {
  if (!(error instanceof Error) || !['FontError', 'ImageError', 'TrueTypeError', 'EnclosureError'].includes(error.name)) throw error;
  const hint = (error as { hint?: string }).hint;
  const place = { part: 'asset' as const, pointer: '' };
  throw new CompositionError([
    { severity: 'error', code: 'asset.damaged', message: error.message, place, ...(hint === undefined ? {} : { hint }) },
  ]);
}

interface Writers {
  readonly letter: Letter | undefined;
  readonly email: EmailProgram | undefined;
  readonly html: HtmlProgram | undefined;
  readonly chat: ChatProgram | undefined;
}

/** The channel whose content a format shows; plain text is that of the e-mail. */
const CHANNELS: Readonly<Record<Format, Channel>> = {
  pdf: 'letter',
  email: 'email',
  text: 'email',
  html: 'web',
  sms: 'sms',
  chat: 'chat',
  push: 'push',
  docx: 'letter',
};

function write(bundle: TemplateBundle, writers: Writers, resolution: Resolution, format: Format, options: ComposeOptions): Rendition {
  const { document, diagnostics } = resolution;
  const { language, title } = document;
  switch (format) {
    case 'pdf': {
      const letter = writeLetter(ready(writers.letter, format), document, options);
      const all = [...diagnostics, ...letter.diagnostics];
      if (all.some(isError)) throw new CompositionError(all);
      const slots = letter.slots === undefined ? undefined : { slots: letter.slots };
      const offers = letter.offers.length === 0 ? undefined : { offers: letter.offers };
      const shared = letter.shared === undefined ? undefined : { shared: letter.shared };
      return { format, bytes: letter.bytes, ...shared, pages: letter.pages, ...slots, ...offers, title, language, diagnostics: all };
    }
    case 'email': {
      const message = ready(writers.email, format).write(document, resolution);
      const attachLetter = bundle.template.email?.attachLetter ?? false;
      return withinSize({ format, subject: title, ...message, text: writeText(document), attachLetter, language, diagnostics });
    }
    case 'docx':
      return { format, bytes: writeDocx(bundle, document), title, language, diagnostics };
    case 'text':
      return { format, text: writeText(document), language, diagnostics };
    case 'html': {
      const page = ready(writers.html, format).write(document);
      const all = [...diagnostics, ...page.diagnostics];
      if (all.some(isError)) throw new CompositionError(all);
      return { format, html: page.html, title, language, diagnostics: all };
    }
    case 'chat': {
      const { diagnostics: found, ...chat } = ready(writers.chat, format).write(document, resolution.replies);
      const attachLetter = bundle.template.chat?.attachLetter ?? false;
      return { format, ...chat, attachLetter, language, diagnostics: [...diagnostics, ...found] };
    }
    case 'sms':
      if (bundle.template.sms === undefined) throw new CompositionError([NO_SMS]);
      return writeShortMessage(bundle.template.sms, resolution, options);
    case 'push':
      if (bundle.template.push === undefined) throw new CompositionError([NO_PUSH]);
      return writeNotification(resolution);
  }
}

/** What is damaged in a font may first be met by the letters of a record. */
function writeLetter(letter: Letter, document: Resolution['document'], options: ComposeOptions): ReturnType<Letter['write']> {
  try {
    return letter.write(document, options);
  } catch (error) {
    return damagedAsset(error);
  }
}

/** A message of whose template only what depends on the record is left to be done. */
function fill({ template }: TemplateBundle, email: EmailProgram, { plan, state, faults, warnings }: OpenRecord): Rendition {
  if (faults.length > 0) throw new CompositionError(faults);
  const { title: subject, html, text, inlineImages, publishedImages } = email.fill(plan, state);
  const found = state.diagnostics;
  const diagnostics = warnings.length === 0 ? found : [...warnings, ...found];
  if (found.length > 0 && diagnostics.some(isError)) throw new CompositionError(diagnostics);
  const attachLetter = template.email?.attachLetter ?? false;
  const { language } = plan;
  // Written out: of objects that are put together by spreading, V8 makes one message after the other the slow way.
  const message = { format: 'email', subject, html, text, inlineImages, attachLetter, language, diagnostics } as const;
  return withinSize(publishedImages === undefined ? message : { ...message, publishedImages });
}

/** The message, with a finding where it is larger than mail readers show. */
function withinSize(message: Extract<Rendition, { format: 'email' }>): Rendition {
  // It is ASCII: a byte a character.
  return message.html.length <= MOST_HTML ? message : { ...message, diagnostics: [...message.diagnostics, tooLarge(message.html.length)] };
}

function writeShortMessage(
  sms: NonNullable<Template['sms']>,
  { document, shortText: source, diagnostics }: Resolution,
  options: ComposeOptions,
): Rendition {
  const { maxSegments = Number.POSITIVE_INFINITY } = sms;
  const message = writeSms(source, { ...sms, ...options });
  const all = message.segments > maxSegments ? [...diagnostics, tooLong(message.segments, maxSegments)] : diagnostics;
  return { format: 'sms', ...message, language: document.language, diagnostics: all };
}

function writeNotification({ document, shortText, link, diagnostics }: Resolution): Rendition {
  const { diagnostics: found, ...message } = writePush({ title: document.title, text: shortText, link });
  const all = [...diagnostics, ...found];
  if (found.some(isError)) throw new CompositionError(all);
  return { format: 'push', ...message, language: document.language, diagnostics: all };
}

const NO_SMS: Diagnostic = {
  severity: 'error',
  code: 'template.no-sms',
  message: 'The template has no text for SMS.',
  place: { part: 'template', pointer: '' },
  hint: 'Add "sms": {"text": …}.',
};

const NO_PUSH: Diagnostic = {
  severity: 'error',
  code: 'template.no-push',
  message: 'The template has no push message.',
  place: { part: 'template', pointer: '' },
  hint: 'Add "push": {"text": …}.',
};

function ready<T>(writer: T | undefined, format: Format): T {
  if (writer === undefined) throw new Error(`The program was compiled without the format "${format}".`);
  return writer;
}

const isError = (diagnostic: Diagnostic): boolean => diagnostic.severity === 'error';

/** The same place is compiled for several languages and channels; its finding is told once. */
function withoutRepeats(diagnostics: readonly Diagnostic[]): Diagnostic[] {
  const seen = new Map<string, Diagnostic>();
  for (const diagnostic of diagnostics) {
    const key = JSON.stringify([diagnostic.code, diagnostic.place, diagnostic.message]);
    if (!seen.has(key)) seen.set(key, diagnostic);
  }
  return [...seen.values()];
}
