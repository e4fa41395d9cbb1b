import type { ChannelName } from '@posthorn/contract';
import type { Channel, DataRecord, FillSlots, Format, InlineImage, Program, Rendition, Template } from '@posthorn/engine';
import { canonicalJson } from '../../platform/audit/canonical-json.ts';
import { letterSlot } from '../letter-code.ts';
import type { ArchivedEmail, ArchivedInlineImage, RenditionKind } from '../types.ts';

/** What is to be made of one record. */
export interface ComposeTask {
  readonly data: DataRecord;
  readonly channel: ChannelName;
  /** A short message that tells of the communication, beside it. */
  readonly notice: 'sms' | null;
  /** Stands on the letter as a DataMatrix, where the brand has a slot for it. */
  readonly code: string;
}

/** A rendition's bytes as they go into the archive. */
export interface ComposedFile {
  readonly kind: RenditionKind;
  readonly mediaType: string;
  readonly bytes: Uint8Array;
  readonly pages: number | null;
}

export interface ComposedCommunication {
  readonly reference: string;
  readonly subject: string;
  readonly language: string;
  /** Pages of the letter, 0 without one. */
  readonly pages: number;
  readonly files: readonly ComposedFile[];
}

/** What goes out to customers by the channels that there are; Word files are for clerks. */
type SentFormat = Exclude<Format, 'docx' | 'chat'>;

/** The renditions that a channel needs. An e-mail brings its letter only where the template attaches it. */
const formatsOf: Readonly<Record<ChannelName, readonly SentFormat[]>> = {
  post: ['pdf'],
  email: ['email'],
  portal: ['pdf', 'html'],
  sms: ['sms'],
  push: ['push'],
};

const encoder = new TextEncoder();

/**
 * Composes all renditions that a record needs on its channel, and the snapshot of its data. Pure: the same task gives the same
 * bytes, which is how an archived communication is composed again.
 * @param now the moment that documents show, ISO 8601
 * @param assets the assets of the bundle by name
 * @throws CompositionError when the record violates the data schema or an expression fails on it
 */
export function composeRecord(
  program: Program,
  task: ComposeTask,
  now: string,
  assets: { readonly [name: string]: Uint8Array },
): ComposedCommunication {
  const slots: FillSlots = ({ page }) =>
    page === 1 ? { [letterSlot]: { type: 'code', symbology: 'datamatrix', payload: task.code } } : {};
  const renditions = [...formatsFor(task.channel, task.notice)].map((format) => program.compose(task.data, format, { now, slots }));
  if (renditions.some((rendition) => rendition.format === 'email' && rendition.attachLetter)) {
    renditions.push(program.compose(task.data, 'pdf', { now, slots }));
  }
  const files = renditions.map((rendition) => fileOf(rendition, assets));
  files.push({ kind: 'data', mediaType: 'application/json', bytes: encoder.encode(canonicalJson(task.data)), pages: null });
  return {
    reference: program.reference(task.data),
    subject: subjectOf(renditions),
    language: renditions[0]!.language,
    pages: files.find((file) => file.kind === 'pdf')?.pages ?? 0,
    files,
  };
}

function fileOf(rendition: Rendition, assets: { readonly [name: string]: Uint8Array }): ComposedFile {
  switch (rendition.format) {
    case 'pdf':
      return { kind: 'pdf', mediaType: 'application/pdf', bytes: rendition.bytes, pages: rendition.pages };
    case 'email':
      return {
        kind: 'email',
        mediaType: 'application/json',
        bytes: encoder.encode(canonicalJson(archived(rendition, assets))),
        pages: null,
      };
    case 'html':
      return { kind: 'html', mediaType: 'text/html; charset=utf-8', bytes: encoder.encode(rendition.html), pages: null };
    case 'docx':
      throw new Error('Word files are for clerks, not for channels.');
    case 'chat':
      throw new Error('There is no channel that delivers chat messages.');
    case 'push': {
      const { title, text: body, link, language } = rendition;
      const said = { title, body, language, ...(link === undefined ? {} : { link }) };
      return { kind: 'push', mediaType: 'application/json', bytes: encoder.encode(canonicalJson(said)), pages: null };
    }
    case 'text':
    case 'sms':
      return { kind: rendition.format, mediaType: 'text/plain; charset=utf-8', bytes: encoder.encode(rendition.text), pages: null };
  }
}

function archived(email: Extract<Rendition, { format: 'email' }>, assets: { readonly [name: string]: Uint8Array }): ArchivedEmail {
  const { subject, html, text, attachLetter } = email;
  return { subject, html, text, attachLetter, inlineImages: email.inlineImages.map((image) => archivedImage(image, assets)) };
}

/** Images of the template version are not stored again with every e-mail. */
function archivedImage(image: InlineImage, assets: { readonly [name: string]: Uint8Array }): ArchivedInlineImage {
  const { cid, mediaType, bytes } = image;
  const asset = Object.entries(assets).find(([, candidate]) => candidate === bytes || sameBytes(candidate, bytes))?.[0];
  return asset === undefined ? { cid, mediaType, base64: Buffer.from(bytes).toString('base64') } : { cid, mediaType, asset };
}

function sameBytes(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && Buffer.compare(a, b) === 0;
}

function subjectOf(renditions: readonly Rendition[]): string {
  for (const rendition of renditions) {
    if (rendition.format === 'email') return rendition.subject;
    if (rendition.format === 'pdf' || rendition.format === 'html' || rendition.format === 'push') return rendition.title;
  }
  const short = renditions.find((rendition) => rendition.format === 'sms');
  return short?.format === 'sms' ? short.text : '';
}

/** The renditions that a communication has at least. */
export function neededKinds({ channel, notice }: Pick<ComposeTask, 'channel' | 'notice'>): readonly RenditionKind[] {
  return [...formatsFor(channel, notice), 'data'];
}

const others: Readonly<Record<'pdf' | 'html' | 'text', Channel>> = { pdf: 'letter', html: 'web', text: 'email' };
const shownBy = (format: SentFormat): Channel => (format in others ? others[format as keyof typeof others] : (format as Channel));

/** For which channels of its template a communication is composed, with the letter that an e-mail may bring. */
export function channelsShown(
  { channel, notice }: Pick<ComposeTask, 'channel' | 'notice'>,
  { email }: Pick<Template, 'email'>,
): readonly Channel[] {
  const shown = [...formatsFor(channel, notice)].map(shownBy);
  return channel === 'email' && email?.attachLetter === true ? [...shown, 'letter'] : shown;
}

function formatsFor(channel: ChannelName, notice: 'sms' | null): ReadonlySet<SentFormat> {
  return new Set<SentFormat>(notice === 'sms' ? [...formatsOf[channel], 'sms'] : formatsOf[channel]);
}
