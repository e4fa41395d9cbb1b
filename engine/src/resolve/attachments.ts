import type { AttachmentRelationship, TemplateAttachment } from '../template/nodes/attachment.ts';
import type { Context, State } from './context.ts';
import { compileText } from './inline.ts';
import { checkName } from './nodes.ts';

/** A file inside of the PDF, ready to embed. */
export interface ResolvedAttachment {
  /** File name, unique in the document. */
  readonly name: string;
  /** E.g. `text/xml`. */
  readonly mediaType: string;
  readonly relationship: AttachmentRelationship;
  /** What the file holds, for people; may be empty. */
  readonly description: string;
  readonly bytes: Uint8Array;
}

/** A file that goes into one record's PDF. */
export interface AttachedFile {
  readonly name: string;
  /** E.g. `text/xml`. */
  readonly mediaType: string;
  readonly relationship: AttachmentRelationship;
  readonly description?: string;
  readonly bytes: Uint8Array;
}

/** @throws Error when it has no name or its media type is none */
export function attachmentOf({ name, mediaType, relationship, description = '', bytes }: AttachedFile): ResolvedAttachment {
  const file = fileName(name);
  if (file === '') throw new Error('An attached file needs a name');
  if (!/^[\w!#$&^.+-]+\/[\w!#$&^.+-]+$/.test(mediaType)) throw new Error(`“${mediaType}” is no media type`);
  return { name: file, mediaType, relationship, description, bytes };
}

type Attacher = (state: State) => ResolvedAttachment | undefined;

/** Compiles a template's attached files; undefined where it has none. */
export function compileAttachments(
  ctx: Context,
  attachments: readonly TemplateAttachment[] | undefined,
): ((state: State) => readonly ResolvedAttachment[]) | undefined {
  if (attachments === undefined || attachments.length === 0) return undefined;
  const attachers = attachments.map((attachment, i) => compileAttachment(ctx.at(i), attachment));
  return (state) => {
    const files: ResolvedAttachment[] = [];
    for (const attacher of attachers) {
      const file = attacher(state);
      if (file !== undefined) files.push(file);
    }
    return files;
  };
}

function compileAttachment(ctx: Context, attachment: TemplateAttachment): Attacher {
  const { mediaType, relationship } = attachment;
  const when = attachment.when === undefined ? undefined : ctx.at('when').expression(attachment.when, 'condition');
  const name = compileText(ctx.at('name'), attachment.name);
  const description = attachment.description === undefined ? () => '' : compileText(ctx.at('description'), attachment.description);
  const content = compileContent(ctx, attachment);
  return (state) => {
    if (attachment.when !== undefined && when?.evaluate(state) !== true) return undefined;
    const bytes = content(state);
    const file = fileName(name(state));
    if (bytes === undefined) return undefined;
    if (file === '') {
      const message = 'The name of an attached file comes out empty.';
      state.diagnostics.push({ severity: 'error', code: 'attachment.no-name', message, place: ctx.at('name').place() });
      return undefined;
    }
    return { name: file, mediaType, relationship, description: description(state), bytes };
  };
}

/** Either an asset, or the text that an expression gives. */
function compileContent(ctx: Context, { asset, content }: TemplateAttachment): (state: State) => Uint8Array | undefined {
  if ((asset === undefined) === (content === undefined)) {
    ctx.error('attachment.content', 'An attached file needs either "asset" or "content".', {
      hint: 'Write "asset" for a file of the bundle, "content" for an expression that gives its text.',
    });
    return () => undefined;
  }
  if (asset !== undefined) {
    checkName(ctx.at('asset'), 'asset.unknown', 'asset', asset, ctx.shared.bundle.assets);
    const bytes = ctx.shared.bundle.assets[asset];
    return () => bytes;
  }
  const text = ctx.at('content').expression(content!, 'text');
  return (state) => {
    const value = text?.evaluate(state);
    return value === undefined ? undefined : new TextEncoder().encode(String(value));
  };
}

/** A name that no reader takes for a path; '' where nothing of a name is left. */
export function fileName(text: string): string {
  const clean = text
    .toWellFormed()
    .replace(/[\p{Cc}\p{Cf}\u2028\u2029]/gu, '')
    .replace(/[/\\:*?"<>|]/g, '-')
    .replace(/^[.\s]+|[.\s]+$/g, '')
    .slice(0, 200);
  return /[\p{L}\p{N}]/u.test(clean) ? clean : '';
}

/** Files with the names that they were given, numbered where two have the same. */
export function withUniqueNames(files: readonly ResolvedAttachment[]): readonly ResolvedAttachment[] {
  const taken = new Set<string>();
  return files.map((file) => {
    let { name } = file;
    for (let i = 2; taken.has(name.toLowerCase()); i++) name = file.name.replace(/(?=(?:\.[^.]*)?$)/, `-${i}`);
    taken.add(name.toLowerCase());
    return name === file.name ? file : { ...file, name };
  });
}
