import type MimeNode from 'nodemailer/lib/mime-node';
import type { MailParts } from '../build-mail.ts';

/*
 * Most mail programs do not know yet that the subject of an encrypted mail stands within it: they show `[...]`. So the text says it once more at its
 * beginning, marked, so that programs which know leave it out (RFC 9788, 5.2.2: Legacy Display Elements).
 */

/** The parts of a mail, their texts beginning with its subject. */
export function withLegacyDisplay<P extends Pick<MailParts, 'subject' | 'text' | 'html'>>(parts: P): P {
  const line = `Subject: ${parts.subject.replace(/\s+/g, ' ').trim()}`;
  const text = `${line}\n\n${parts.text}`;
  if (parts.html === undefined) return { ...parts, text };
  const element = `<div class="header-protection-legacy-display"><pre>${escaped(line)}</pre></div>`;
  const body = /<body\b[^>]*>/i.exec(parts.html);
  const at = body === null ? 0 : body.index + body[0].length;
  return { ...parts, text, html: parts.html.slice(0, at) + element + parts.html.slice(at) };
}

/** Marks the texts of a compiled mail that begin with such an element. */
export function markLegacyDisplay(node: MimeNode): void {
  for (const child of node.childNodes) markLegacyDisplay(child);
  const type = String(node.getHeader('Content-Type'));
  if (/^text\/(plain|html)\b/.test(type)) node.setHeader('Content-Type', `${type}; hp-legacy-display=1`);
}

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };
const escaped = (text: string): string => text.replace(/[&<>]/g, (character) => entities[character]!);
