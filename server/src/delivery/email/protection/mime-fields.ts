/** A header field as it stands in a mail, folded or not, without its last line end. */
export interface Field {
  readonly name: string;
  readonly line: string;
}

/** A mail taken apart: what it says of itself, what it says of its content, and the content. Lines end with CRLF. */
export interface Entity {
  /** All but those of MIME. */
  readonly fields: readonly Field[];
  /** `Content-…`: they go where the content goes (RFC 9788, 1.1.1: structural header fields). */
  readonly structural: readonly Field[];
  readonly body: Buffer;
}

export function entityOf(source: Buffer): Entity {
  const end = source.indexOf('\r\n\r\n');
  const all = source
    .toString('latin1', 0, end)
    .split(/\r\n(?![ \t])/)
    .map((line): Field => ({ name: line.slice(0, line.indexOf(':')).toLowerCase(), line }));
  const isStructural = ({ name }: Field): boolean => name === 'mime-version' || name.startsWith('content-');
  return {
    fields: all.filter((field) => !isStructural(field)),
    structural: all.filter((field) => isStructural(field) && field.name !== 'mime-version'),
    body: source.subarray(end + 4),
  };
}

/** An entity as bytes. */
export const rendered = (fields: readonly Field[], body: Uint8Array): Buffer =>
  Buffer.concat([Buffer.from(`${fields.map(({ line }) => line).join('\r\n')}\r\n\r\n`, 'latin1'), body]);

export const field = (name: string, value: string): Field => ({ name: name.toLowerCase(), line: `${name}: ${value}` });

/** Base64 in lines of 76 characters, the last one ended too. */
export const base64Body = (bytes: Buffer): Buffer => Buffer.from(`${(bytes.toString('base64').match(/.{1,76}/g) ?? []).join('\r\n')}\r\n`);
