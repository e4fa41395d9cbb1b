import type { Diagnostic } from '../../diagnostics.ts';

/** What a notification on a device says. */
export interface PushText {
  readonly title: string;
  readonly text: string;
  /** What a click opens. */
  readonly link?: string;
}

/**
 * What a push message may have. Push services take 4,096 bytes of an encrypted body (RFC 8030, 7.2), which leaves 3,993 for the message (RFC 8291);
 * what the sender adds (tag, address for reports, language, names of the fields) takes less than 400 of them. Characters are those that
 * Chrome on Android shows of a notification that is folded together (title) and unfolded (text); other systems show about as many.
 */
export const PUSH_LIMITS = { titleCharacters: 50, textCharacters: 240, bytes: 3_500 } as const;

/** Makes a push message of its texts: one line of title, and a text whose lines stay. */
export function writePush(source: { readonly title: string; readonly text: string; readonly link?: string | undefined }): PushText & {
  readonly diagnostics: readonly Diagnostic[];
} {
  const text = source.text
    .replace(/[^\S\n]+/g, ' ')
    .replace(/ ?\n ?/g, '\n')
    .trim();
  const message = { title: source.title, text, ...(source.link === undefined ? {} : { link: source.link }) };
  return { ...message, diagnostics: checkPush(message) };
}

function checkPush({ title, text, link = '' }: PushText): Diagnostic[] {
  const { titleCharacters, textCharacters, bytes: most } = PUSH_LIMITS;
  const bytes = [title, text, link].reduce((sum, one) => sum + bytesOf(one), 0);
  if (bytes > most) return [tooLarge(bytes)];
  return [
    ...(charactersOf(title) > titleCharacters ? [tooLong('title', charactersOf(title), titleCharacters)] : []),
    ...(charactersOf(text) > textCharacters ? [tooLong('text', charactersOf(text), textCharacters)] : []),
  ];
}

const charactersOf = (text: string): number => [...text].length;

/** As they stand in JSON, in UTF-8. */
const bytesOf = (text: string): number => new TextEncoder().encode(JSON.stringify(text)).length;

function tooLong(field: 'title' | 'text', count: number, most: number): Diagnostic {
  return {
    severity: 'warning',
    code: 'push.too-long',
    message: `The ${field} of the push message has ${count} characters; most devices show ${most}.`,
    place: { part: 'template', pointer: `/push/${field}` },
    hint: 'Say it shorter; a click opens the rest.',
  };
}

const tooLarge = (bytes: number): Diagnostic => ({
  severity: 'error',
  code: 'push.too-large',
  message: `The push message has ${bytes} bytes; ${PUSH_LIMITS.bytes} can be sent.`,
  place: { part: 'template', pointer: '/push/text' },
  hint: 'Shorten the text, or the address of the link.',
});
