import { isIP } from 'node:net';
import { parseXml, type XmlElement } from '@posthorn/engine/xml';
import { type DmarcReport, type DmarcRow, domainOf, line, mostRows, Unreadable } from './types.ts';

/**
 * Reads an aggregate report (RFC 7489, appendix C). Elements are found by their local names: receivers differ in the namespaces they declare. A
 * document type, and so entities of its own, is refused by the parser. @throws Unreadable
 */
export function readDmarc(text: string): DmarcReport {
  const root = parsed(text);
  if (root.local !== 'feedback') throw new Unreadable('it is no aggregate report');
  const metadata = child(root, 'report_metadata');
  const range = child(metadata, 'date_range');
  const rows = children(root, 'record').slice(0, mostRows).flatMap(rowOf);
  return {
    kind: 'dmarc',
    organisation: line(textOf(child(metadata, 'org_name'))) || 'unknown',
    reportId: line(textOf(child(metadata, 'report_id'))),
    domain: domainOf(textOf(child(child(root, 'policy_published'), 'domain'))),
    begins: momentOf(textOf(child(range, 'begin'))),
    ends: momentOf(textOf(child(range, 'end'))),
    rows,
  };
}

function parsed(text: string): XmlElement {
  try {
    return parseXml(text);
  } catch (cause) {
    throw new Unreadable(`it is no XML that is read here: ${(cause as Error).message}`);
  }
}

function rowOf(record: XmlElement): DmarcRow[] {
  const row = child(record, 'row');
  const verdict = child(row, 'policy_evaluated');
  const results = child(record, 'auth_results');
  const source = textOf(child(row, 'source_ip')).trim();
  const messages = Number(textOf(child(row, 'count')));
  // One row that makes no sense takes none of the others with it.
  if (isIP(source) === 0 || !Number.isSafeInteger(messages) || messages < 1) return [];
  const passed = (name: string): boolean => textOf(child(verdict, name)).trim().toLowerCase() === 'pass';
  const named = (name: string): string => line(textOf(child(child(results, name), 'domain'))).toLowerCase();
  return [
    {
      ...{ source, messages, dkim: passed('dkim'), spf: passed('spf'), signedFor: named('dkim'), sentFor: named('spf') },
      disposition: line(textOf(child(verdict, 'disposition'))).toLowerCase() || 'none',
    },
  ];
}

/** Seconds since 1970. */
function momentOf(text: string): Date {
  const seconds = Number(text.trim());
  if (text.trim() === '' || !Number.isFinite(seconds) || seconds < 0 || seconds > 4e9) throw new Unreadable('it says no time');
  return new Date(seconds * 1000);
}

const children = (of: XmlElement | undefined, local: string): readonly XmlElement[] =>
  (of?.children ?? []).filter((one) => typeof one !== 'string').filter((one) => one.local === local);
const child = (of: XmlElement | undefined, local: string): XmlElement | undefined => children(of, local)[0];
const textOf = (of: XmlElement | undefined): string => (of?.children ?? []).filter((one) => typeof one === 'string').join('');
