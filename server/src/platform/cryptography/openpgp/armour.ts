import { DamagedKey } from './packets.ts';

/** The CRC-24 of ASCII armour (RFC 4880, 6.1). */
function crc24(bytes: Uint8Array): number {
  let crc = 0xb704ce;
  for (const byte of bytes) {
    crc ^= byte << 16;
    for (let bit = 0; bit < 8; bit++) crc = crc & 0x800000 ? ((crc << 1) ^ 0x1864cfb) & 0xffffff : crc << 1;
  }
  return crc;
}

/** Bytes as ASCII armour, its lines ending with CRLF. RFC 9580 does without the checksum, older programs ask for it. */
export function armoured(kind: 'MESSAGE' | 'PUBLIC KEY BLOCK', bytes: Uint8Array): string {
  const checksum = Buffer.alloc(3);
  checksum.writeUIntBE(crc24(bytes), 0, 3);
  const lines =
    Buffer.from(bytes)
      .toString('base64')
      .match(/.{1,64}/g) ?? [];
  return [`-----BEGIN PGP ${kind}-----`, '', ...lines, `=${checksum.toString('base64')}`, `-----END PGP ${kind}-----`, ''].join('\r\n');
}

/**
 * The bytes of the first public key in a text, or bytes that are no armour as they are. A checksum is not looked at: the signatures within say more.
 * @throws DamagedKey when it is something else, above all a private key
 */
export function withoutArmour(source: Uint8Array): Buffer {
  const bytes = Buffer.from(source);
  // Every packet begins with a bit that no letter has.
  if ((bytes[0] ?? 0) >= 0x80) return bytes;
  const text = bytes.toString('latin1');
  if (text.includes('BEGIN PGP PRIVATE KEY'))
    throw new DamagedKey('This is a private key. Only its owner may have it: ask for the public key.');
  // No pattern of both ends: it would look for the end anew behind each of a million beginnings.
  const from = text.indexOf('-----BEGIN PGP PUBLIC KEY BLOCK-----');
  const to = from < 0 ? -1 : text.indexOf('-----END PGP PUBLIC KEY BLOCK-----', from);
  if (to < 0) throw new DamagedKey('This is no OpenPGP key: it has no PGP PUBLIC KEY BLOCK.');
  const block = text.slice(from, to);
  const lines = block
    .slice(block.indexOf('\n') + 1)
    .split(/\r?\n/)
    .map((line) => line.trim());
  const begin = lines.findIndex((line) => !line.includes(':'));
  const data = lines.slice(begin).filter((line) => line !== '' && !line.startsWith('='));
  return Buffer.from(data.join(''), 'base64');
}
