import type { ReportParts } from './report-parts.ts';

const SUBJECT =
  /^(?:re: )?(?:auto(?:matic|mated)?[ -]?(?:reply|response|respon\w+)|autorespon\w*|out of (?:the )?office|away (?:until|from)|i am away|vacation|abwesenheit|automatische antwort|nicht im b[uü]ro|réponse automatique|respuesta autom[aá]tica|risposta automatica|自動(?:応答|返信))/i;

/** Whether a message was written by a program in place of a person: RFC 3834, and what programs older than it do. */
export function isAutoReply({ headers }: ReportParts): boolean {
  const submitted = headers.get('auto-submitted')?.trim().toLowerCase() ?? '';
  if (submitted.startsWith('auto-replied') || submitted.startsWith('auto-generated')) return true;
  if (['x-autoreply', 'x-autorespond', 'x-autoresponder', 'x-auto-reply'].some((name) => headers.has(name))) return true;
  if (/^auto[_-]?reply$/i.test(headers.get('precedence')?.trim() ?? '') || headers.get('x-auto-response-suppress') !== undefined)
    return true;
  return SUBJECT.test(headers.get('subject')?.trim() ?? '');
}

/**
 * Whether an answer that is no report was written by a person. Stricter than `isAutoReply`: whatever a machine sent on (a list, a ticket system, a
 * sender that wants no answer) shall not pass for one (RFC 3834, section 2; RFC 2076 for Precedence).
 */
export function isByPerson(parts: ReportParts): boolean {
  const { headers } = parts;
  const header = (name: string): string => headers.get(name)?.trim().toLowerCase() ?? '';
  const submitted = header('auto-submitted');
  if (isAutoReply(parts) || (submitted !== '' && !submitted.startsWith('no'))) return false;
  if (/^(?:bulk|junk|list|auto[_-]?reply)$/.test(header('precedence')) || header('return-path') === '<>') return false;
  if (['list-id', 'list-unsubscribe', 'feedback-id', 'x-loop'].some((name) => headers.has(name))) return false;
  return !/(?:mailer-?daemon|postmaster|no-?reply|do-?not-?reply|bounces?)[^@\s]*@/.test(header('from'));
}
