import { expect, test } from 'vitest';
import { createTypes, propertyOf, readExtensions, readXmp, type XmpNode, type XmpPacket } from './index.ts';
import { parseXml } from './xml.ts';

const DC = 'http://purl.org/dc/elements/1.1/';
const wrap = (body: string): string =>
  `<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?><x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF
  xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:dc="${DC}" xmlns:e="urn:e">${body}</rdf:RDF></x:xmpmeta><?xpacket end="w"?>`;
const read = (body: string): XmpPacket => readXmp(new TextEncoder().encode(wrap(body)));
const property = (packet: XmpPacket, name: string): XmpNode => propertyOf(packet, name === 'title' ? DC : 'urn:e', name)!;

test('properties as elements, as attributes, as resources and in a typed node are the same', () => {
  for (const body of [
    '<rdf:Description rdf:about=""><e:a>one</e:a></rdf:Description>',
    '<rdf:Description rdf:about="" e:a="one"/>',
    '<rdf:Description rdf:about=""><e:a rdf:resource="one"/></rdf:Description>',
    '<rdf:Description rdf:about=""><e:a rdf:parseType="Resource"><rdf:value>one</rdf:value><e:q>x</e:q></e:a></rdf:Description>',
  ])
    expect(property(read(body), 'a')).toMatchObject({ kind: 'simple', value: 'one' });
});

test('structures in each of their forms', () => {
  for (const body of [
    '<e:s rdf:parseType="Resource"><e:x>1</e:x></e:s>',
    '<e:s><rdf:Description><e:x>1</e:x></rdf:Description></e:s>',
    '<e:s><rdf:Description e:x="1"/></e:s>',
    '<e:s e:x="1"/>',
  ])
    expect(property(read(`<rdf:Description>${body}</rdf:Description>`), 's')).toMatchObject({
      kind: 'struct',
      children: [{ name: 'x', value: '1' }],
    });
});

test('arrays have their kind, items their language', () => {
  const packet = read(
    '<rdf:Description><dc:title><rdf:Alt><rdf:li xml:lang="x-default">A &amp; B</rdf:li></rdf:Alt></dc:title></rdf:Description>',
  );
  expect(property(packet, 'title')).toMatchObject({ kind: 'alt', children: [{ value: 'A & B', lang: 'x-default' }] });
});

test.each([
  ['an open element', '<rdf:Description>'],
  ['an undeclared prefix', '<rdf:Description><f:a>1</f:a></rdf:Description>'],
  ['an attribute twice', '<rdf:Description e:a="1" e:a="2"/>'],
  ['a property twice', '<rdf:Description e:a="1"><e:a>2</e:a></rdf:Description>'],
  ['an unknown entity', '<rdf:Description e:a="&nbsp;"/>'],
  ['a forbidden character', '<rdf:Description e:a="\u0001"/>'],
  ['descriptions of different things', '<rdf:Description rdf:about="a"/><rdf:Description rdf:about="b"/>'],
  ['two values', '<rdf:Description><e:a><rdf:Bag/><rdf:Bag/></e:a></rdf:Description>'],
  ['text between properties', '<rdf:Description>loose<e:a>1</e:a></rdf:Description>'],
])('%s is no XMP', (_, body) => expect(read(body).error).toBeDefined());

test('entities cannot swell, depth and number of elements have an end', () => {
  const bomb = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;">]><x>&b;</x>';
  expect(readXmp(new TextEncoder().encode(bomb)).error).toBeDefined();
  expect(read(`${'<e:a>'.repeat(5000)}`).error).toContain('deep');
  expect(() => parseXml('<a b="1"><c/><c/></a>', 3)).toThrow('more than 3 elements and attributes');
  expect(parseXml('<a b="1"><c/></a>', 3).children).toHaveLength(1);
});

test('the encoding is told by the bytes', () => {
  const text = wrap('<rdf:Description e:a="ä"/>').replace(/^\ufeff/, '');
  const utf16 = Uint8Array.from([
    0xfe,
    0xff,
    ...[...text].flatMap((character) => [character.charCodeAt(0) >> 8, character.charCodeAt(0) & 255]),
  ]);
  expect(readXmp(utf16)).toMatchObject({ encoding: 'UTF-16', error: undefined });
  expect(readXmp(Uint8Array.of(0x3c, 0xff, 0x3e))).toMatchObject({ encoding: 'unknown', error: expect.stringContaining('UTF-8') });
});

const simple = (value: string): XmpNode => ({ ns: 'urn:e', prefix: 'e', name: 'a', kind: 'simple', value, children: [], lang: undefined });
const types = createTypes();

test.each([
  ['Integer', '-12', '1.5'],
  ['Real', '.5', 'half'],
  ['Boolean', 'True', 'true'],
  ['Date', '2026-11-22T01:59:00+01:00', '22.11.2026'],
  ['Date', '2026', '2026-13'],
  ['Rational', '3/2', '1.5'],
  ['MIMEType', 'application/pdf', 'pdf'],
  ['GPSCoordinate', '48,8.5N', '48.14'],
  ['URI', 'uuid:1-2', 'no uri'],
  ['closed Choice of Integer', '1', 'one'],
])('of type %s %j is and %j is not', (type, good, bad) => {
  expect(types.fault(simple(good), type)).toBeUndefined();
  expect(types.fault(simple(bad), type)).toBeDefined();
});

test('arrays and choices by language want their kind', () => {
  const bag: XmpNode = { ...simple(''), kind: 'bag', children: [simple('1')] };
  expect(types.fault(bag, 'bag Integer')).toBeUndefined();
  expect(types.fault(bag, 'seq Integer')).toBeDefined();
  expect(types.fault(bag, 'Text')).toBeDefined();
  const alt: XmpNode = { ...bag, kind: 'alt' };
  expect(types.fault(alt, 'Lang Alt')).toBeDefined();
  expect(types.fault({ ...alt, children: [{ ...simple('x'), lang: 'en' }] }, 'Lang Alt')).toBeUndefined();
});

test('extension schemas define properties and structures', () => {
  const field = (name: string, type: string, ns: string): string =>
    `<rdf:li rdf:parseType="Resource"><${ns}:name>${name}</${ns}:name><${ns}:valueType>${type}</${ns}:valueType></rdf:li>`;
  const packet =
    read(`<rdf:Description xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/" xmlns:s="http://www.aiim.org/pdfa/ns/schema#"
    xmlns:p="http://www.aiim.org/pdfa/ns/property#" xmlns:t="http://www.aiim.org/pdfa/ns/type#" xmlns:f="http://www.aiim.org/pdfa/ns/field#">
    <pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource"><s:namespaceURI>urn:e</s:namespaceURI>
    <s:property><rdf:Seq>${field('a', 'Size', 'p')}</rdf:Seq></s:property>
    <s:valueType><rdf:Seq><rdf:li rdf:parseType="Resource"><t:type>Size</t:type><t:namespaceURI>urn:e</t:namespaceURI>
    <t:field><rdf:Seq>${field('w', 'Integer', 'f')}</rdf:Seq></t:field></rdf:li></rdf:Seq></s:valueType></rdf:li></rdf:Bag></pdfaExtension:schemas>
    <e:a rdf:parseType="Resource"><e:w>7</e:w></e:a></rdf:Description>`);
  const { properties, structures } = readExtensions(packet.properties);
  expect(properties.get('urn:e')?.get('a')).toBe('Size');
  const own = createTypes(structures);
  expect(own.knows('Size')).toBe(true);
  expect(own.knows('seq Size')).toBe(true);
  expect(types.knows('Size')).toBe(false);
  expect(own.fault(property(packet, 'a'), 'Size')).toBeUndefined();
  expect(own.fault({ ...simple('x'), kind: 'struct', children: [{ ...simple('x'), name: 'w' }] }, 'Size')).toContain('e:w');
});
