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
