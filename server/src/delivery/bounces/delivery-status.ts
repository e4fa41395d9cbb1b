import type { Evidence } from './bounce.ts';

/** Fields of one group of a delivery status (RFC 3464, section 2), by lower-case name; folded lines joined. */
type Fields = ReadonlyMap<string, string>;

/** The recipients of a delivery status; where it is broken, as far as it can be read. Blank lines within a group are forgiven. */
export function recipientsOfStatus(status: string): Evidence[] {
  const groups: Map<string, string>[] = [];
  let group = new Map<string, string>();
  for (const [name, value] of fieldsOf(status)) {
    const begins = name === 'final-recipient' || name === 'original-recipient';
    if (begins && (group.has(name) || (group.has('action') && group.has('status') && groups.includes(group)))) group = new Map();
    if (begins && !groups.includes(group)) groups.push(group);
    if (!group.has(name)) group.set(name, value);
  }
  const byRule = RULES.test(status);
  return groups.map((fields) => evidenceOf(fields, byRule));
}

/** Amazon's receiving service answers by rules that the domain's owner writes; what they say need not be so. */
const RULES = /^reporting-mta:.*\binbound-smtp\.[a-z0-9-]+\.amazonaws\.com/im;

function* fieldsOf(status: string): Generator<[string, string]> {
  const unfolded = status.replace(/\n[ \t]+/g, ' ');
  for (const line of unfolded.split('\n')) {
    const field = /^([A-Za-z][A-Za-z-]{2,40}):[ \t]*(.*)$/.exec(line);
    if (field) yield [(field[1] as string).toLowerCase(), (field[2] as string).trim()];
  }
}

function evidenceOf(fields: Fields, byRule: boolean): Evidence {
  // The address that was written to comes before the one that it was forwarded to.
  const recipient = addressIn(fields.get('final-recipient')) ?? addressIn(fields.get('original-recipient'));
  const diagnostic = withoutType(fields.get('diagnostic-code') ?? '');
  return {
    recipient,
    status: /\b[245]\.\d{1,3}\.\d{1,3}\b/.exec(fields.get('status') ?? '')?.[0],
    action: fields.get('action')?.toLowerCase(),
    byRule,
    diagnostic,
    text: [...fields]
      .map(([name, value]) => (/^(?:status|diagnostic-code|action|x-powermta-bouncecategory)$/.test(name) ? value : ''))
      .join('\n'),
  };
}

const addressIn = (field: string | undefined): string | undefined =>
  field === undefined ? undefined : /([^\s;<>"]+@[^\s;<>",]+)/.exec(field)?.[1]?.replace(/^@[^:]+:/, '');

/** `smtp; 550 …` without its type; `x-unix; …` keeps it, for it tells that a program refused the message. */
const withoutType = (code: string): string => code.replace(/^\s*(?:smtp|x-postfix|dns|x-local)\s*;\s*/i, '').trim();
