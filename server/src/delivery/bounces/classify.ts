import type { Bounce, BounceReason, Evidence, Phase } from './bounce.ts';
import { isHard } from './bounce.ts';
import { type Codes, codesIn } from './codes.ts';
import { phaseOf } from './phase.ts';
import { WORDINGS } from './wording.ts';

/**
 * What became of a message, from what a report says about one recipient. What the other server wrote counts first, then its enhanced
 * code, then what the reporting server wrote: words say more than codes, for many servers answer `550 5.7.1` to everything.
 */
export function judge(evidence: Evidence): Bounce {
  const diagnostic = innermost(oneLine(evidence.diagnostic.slice(0, MAX_JUDGED)));
  const text = oneLine(evidence.text.slice(0, MAX_JUDGED));
  const said = codesIn(diagnostic === '' ? text : diagnostic);
  const codes: Codes = { reply: said.reply ?? codesIn(text).reply, status: better(said.status, evidence.status) };
  const phase = phaseOf(evidence.text.slice(0, MAX_TRANSCRIPT)) ?? phaseOf(evidence.diagnostic.slice(0, MAX_TRANSCRIPT));
  const reason = reasonOf({
    diagnostic,
    text,
    codes,
    phase,
    byRule: evidence.byRule,
    expired: /expired|delayed/.test(evidence.action ?? ''),
  });
  return {
    kind: isDelay(evidence) ? 'delayed' : 'failed',
    recipient: evidence.recipient,
    ...codes,
    reason,
    hard: isHard(reason),
    diagnostic: (diagnostic || text).slice(0, 500),
  };
}

/** The report says that there will be further attempts. */
const isDelay = ({ action, text }: Evidence): boolean =>
  action === undefined
    ? /warning message only|this is a warning|has not yet been delivered|need not be resent|still being retried|will be retried/i.test(text)
    : action === 'delayed';

/** Characters of a report about one recipient that are looked at; what matters comes first. */
const MAX_JUDGED = 8000;
/** Characters in which the command that was refused is looked for: transcripts are longer. */
const MAX_TRANSCRIPT = 32_000;

interface Case {
  readonly diagnostic: string;
  readonly text: string;
  readonly codes: Codes;
  readonly phase: Phase | undefined;
  readonly byRule: boolean;
  /** The report's own action field says that the time ran out. */
  readonly expired: boolean;
}

function reasonOf(of: Case): BounceReason {
  const { codes } = of;
  return (
    fromPrecise(codes.status) ??
    fromExit(of.diagnostic) ??
    inPhase(fromWords(of.diagnostic || of.text), of) ??
    fromStatus(codes.status, of.phase) ??
    inPhase(fromWords(of.text), of) ??
    (of.expired ? 'expired' : undefined) ??
    fromReply(codes.reply, of.phase) ??
    (of.diagnostic === '' ? 'undefined' : 'onhold')
  );
}

const fromWords = (text: string): BounceReason | undefined => {
  const words = plain(text);
  return words === '' ? undefined : WORDINGS.find(([, pattern]) => pattern.test(words))?.[0];
};

/** The same words mean another thing at another command. */
function inPhase(reason: BounceReason | undefined, { phase, codes, diagnostic, byRule }: Case): BounceReason | undefined {
  if (reason === 'userunknown') {
    if (byRule) return 'filtered';
    // Whoever accepts the address and then refuses the message does so for what the recipient, or a filter, thinks of it.
    if (phase === 'recipient' || codes.reply === undefined || /^\d\.(?:1\.|5\.0$)/.test(codes.status ?? '') || NO_ACCOUNT.test(diagnostic))
      return reason;
    if (phase === 'data') return 'filtered';
    return quotesAddress(diagnostic) && codes.status?.slice(2) !== '2.1' ? reason : 'filtered';
  }
  if (reason === 'securityerror' && /recipient address rejected: access denied/i.test(diagnostic)) return 'userunknown';
  if (reason === 'suspend' && /^5\.1\.1$/.test(codes.status ?? '')) return 'userunknown';
  if (reason === 'securityerror' || reason === 'hostunknown') {
    if (phase === 'connect' || phase === 'hello') return 'blocked';
    if (phase === 'sender' && !/authenticat|encrypt|tls/i.test(diagnostic)) return 'rejected';
  }
  return reason;
}

/** Said in so many words, it is true at any command. */
const NO_ACCOUNT = /(?:does not|doesn'?t) have an? \S+ account/i;

/** Postfix and Sendmail answer to an address by repeating it first. */
const quotesAddress = (diagnostic: string): boolean => /<[^\s<>]+@[^\s<>]+>(?::|\.\.\.)/.test(diagnostic);

/** Enhanced codes that mean one thing wherever they come from. */
function fromPrecise(status: string | undefined): BounceReason | undefined {
  const detail = status?.slice(2);
  if (detail === '7.13') return 'suspend';
  if (detail === '7.25') return 'requireptr';
  if (/^7\.(?:20|21|22|23|24|26|27|29|30|509|515)$/.test(detail ?? '')) return 'authfailure';
  if (detail === '2.3') return 'exceedlimit';
  if (detail === '1.6') return 'hasmoved';
  if (/^7\.(?:5\d\d|6\d\d|7\d\d)$/.test(detail ?? '') && !/^7\.65\d$/.test(detail ?? '')) return 'blocked';
  return undefined;
}

/** What programs that deliver locally end with, `sysexits.h`. */
const EXITS: Readonly<Record<string, BounceReason>> = { 67: 'userunknown', 68: 'hostunknown', 69: 'systemerror', 70: 'systemerror', 71: 'systemerror', 72: 'systemerror', 75: 'systemerror', 77: 'systemerror', 78: 'systemerror' }; // biome-ignore format: a table

function fromExit(diagnostic: string): BounceReason | undefined {
  const code = /^x-unix; ?(\d+)$/i.exec(diagnostic)?.[1];
  return code === undefined ? undefined : (EXITS[code] ?? 'mailererror');
}

/** RFC 3463, section 3, and RFC 7505 for 1.10, which Microsoft uses for unknown users; those tell so in words. */
const STATUSES: Readonly<Record<string, BounceReason>> = {
  '1.0': 'userunknown', '1.1': 'userunknown', '1.2': 'hostunknown', '1.3': 'userunknown', '1.4': 'filtered', '1.7': 'rejected', '1.8': 'rejected', '1.10': 'notaccept',
  '2.0': 'filtered', '2.1': 'suspend', '2.2': 'mailboxfull', '2.4': 'filtered',
  '3.0': 'systemerror', '3.1': 'systemfull', '3.2': 'notaccept', '3.3': 'systemerror', '3.4': 'mesgtoobig', '3.5': 'systemerror',
  '4.1': 'expired', '4.2': 'networkerror', '4.3': 'systemerror', '4.4': 'hostunknown', '4.5': 'systemfull', '4.6': 'networkerror', '4.7': 'expired',
  '5.1': 'syntaxerror', '5.2': 'syntaxerror', '5.3': 'syntaxerror', '5.4': 'syntaxerror',
  '6.0': 'contenterror', '6.1': 'contenterror', '6.2': 'contenterror', '6.3': 'contenterror', '6.6': 'contenterror', '6.7': 'contenterror',
  '7.0': 'securityerror', '7.1': 'securityerror', '7.2': 'rejected', '7.4': 'securityerror', '7.5': 'securityerror', '7.6': 'securityerror', '7.7': 'securityerror', '7.8': 'securityerror', '7.9': 'securityerror', '7.17': 'hasmoved', '7.18': 'hostunknown', '7.28': 'speeding',
}; // biome-ignore format: a table

function fromStatus(status: string | undefined, phase: Phase | undefined): BounceReason | undefined {
  const found = STATUSES[status?.slice(2) ?? ''];
  if (found === 'securityerror' && (phase === 'connect' || phase === 'hello')) return 'blocked';
  if (found === 'securityerror' && phase === 'sender') return 'rejected';
  return found;
}

/** A bare code says something only together with the command that it answers. */
function fromReply(reply: number | undefined, phase: Phase | undefined): BounceReason | undefined {
  if (reply === undefined) return undefined;
  if (reply >= 500 && reply <= 504) return 'syntaxerror';
  if (phase === 'connect' || phase === 'hello') return 'blocked';
  if (phase === 'sender') return 'rejected';
  if (reply === 552) return 'mailboxfull';
  if (reply === 551) return 'hasmoved';
  if (phase === 'recipient' && reply === 550) return 'userunknown';
  if (phase === 'data') return reply === 550 ? 'filtered' : 'onhold';
  return undefined;
}

/** A code of the other server's own words, or of the report's field where those have none or a general one only. */
function better(said: string | undefined, field: string | undefined): string | undefined {
  if (said === undefined) return field;
  return /\.0\.0$/.test(said) && field !== undefined ? field : said;
}

/** Without what servers put between words: repeated codes, addresses, host names. Links stay, they name lists. */
const plain = (text: string): string =>
  text
    .toLowerCase()
    .replace(/(?<![\d.])[45]\d\d[- ](?:[245]\.\d\.\d{1,3}\b)?/g, ' ')
    .replace(/<[^\s<>]*@[^\s<>]*>/g, '<address>')
    .replace(/recipient address rejected: |<address>\.\.\. service unavailable/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();

/** A server that quotes another's answer in quotation marks: the quoted one counts. */
const innermost = (diagnostic: string): string => /\b[45]\d\d-'([^']+)'/.exec(diagnostic)?.[0] ?? diagnostic;

const oneLine = (text: string): string => text.replace(/\s+/g, ' ').trim();
