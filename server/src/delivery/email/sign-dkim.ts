import { createHash, sign } from 'node:crypto';
import type { DkimSettings } from './sender.ts';

/**
 * Signs a mail (DKIM, RFC 6376): rsa-sha256, relaxed/relaxed. Works on the whole mail at once, its lines ending with CRLF.
 * @returns the mail with the header `DKIM-Signature` before all others
 */
export function signDkim(source: Buffer, dkim: DkimSettings): Buffer {
  const headEnd = source.indexOf('\r\n\r\n');
  const head = source.toString('latin1', 0, headEnd);
  const bodyHash = createHash('sha256')
    .update(relaxedBody(source.toString('latin1', headEnd + 4)), 'latin1')
    .digest('base64');
  const signed = signedFields(head, dkim.signedHeaders);
  const names = signed.map((field) => field.name).join(':');
  const value = `v=1; a=rsa-sha256; c=relaxed/relaxed; d=${dkim.domain}; s=${dkim.selector};\r\n h=${folded(names, /:/)};\r\n bh=${bodyHash};\r\n b=`;
  const toSign = [...signed.map((field) => field.line), `dkim-signature:${relaxedValue(value)}`].join('\r\n');
  const signature = sign('RSA-SHA256', Buffer.from(toSign, 'latin1'), dkim.privateKey).toString('base64');
  const header = `DKIM-Signature: ${value}${signature.replace(/.{72}(?=.)/g, '$&\r\n ')}\r\n`;
  return Buffer.concat([Buffer.from(header, 'latin1'), source]);
}

/** The named headers that are there, in relaxed form, in the order of their names. */
function signedFields(head: string, names: string): { readonly name: string; readonly line: string }[] {
  const fields = new Map<string, string>();
  for (const field of head.split(/\r\n(?![ \t])/)) {
    const colon = field.indexOf(':');
    fields.set(field.slice(0, colon).trim().toLowerCase(), field.slice(colon + 1));
  }
  return names.split(':').flatMap((name) => {
    const key = name.toLowerCase();
    const value = fields.get(key);
    return value === undefined ? [] : [{ name: key, line: `${key}:${relaxedValue(value)}` }];
  });
}

/** RFC 6376, 3.4.2. */
const relaxedValue = (value: string) =>
  value
    .replace(/\r\n/g, '')
    .replace(/[ \t]+/g, ' ')
    .trim();

/** RFC 6376, 3.4.4: runs of blanks become one, blanks at the end of lines and empty lines at the end go. */
function relaxedBody(body: string): string {
  const relaxed = body
    .replace(/[ \t]{2,}|\t/g, ' ')
    .replaceAll(' \r\n', '\r\n')
    .replace(/ $/, '')
    .replace(/(\r\n)+$/, '');
  return relaxed === '' ? '' : `${relaxed}\r\n`;
}

/** Breaks a long value into lines after a separator. */
function folded(value: string, separator: RegExp): string {
  let line = 0;
  return value
    .split(new RegExp(`(?<=${separator.source})`))
    .map((piece) => {
      line += piece.length;
      if (line <= 70) return piece;
      line = piece.length;
      return `\r\n  ${piece}`;
    })
    .join('');
}
