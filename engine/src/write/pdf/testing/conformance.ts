import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { readTrueType } from '../true-type.ts';

/**
 * Checks of the clauses of PDF/UA-1 (ISO 14289-1) and PDF/A-2a (ISO 19005-2) that a writer of letters can break. They look at
 * the file through qpdf, not through our own reader. No full validator: what it does not check is listed nowhere as passed.
 */

type Value = string | number | boolean | null | readonly Value[] | { readonly [key: string]: Value };
type Dictionary = { readonly [key: string]: Value };

interface Document {
  readonly objects: ReadonlyMap<string, { readonly value: Dictionary; readonly data?: Buffer }>;
  readonly trailer: Dictionary;
}

async function read(pdf: Uint8Array): Promise<Document> {
  const folder = await mkdtemp(join(tmpdir(), 'posthorn-check-'));
  try {
    await writeFile(join(folder, 'document.pdf'), pdf);
    const args = ['--json=2', '--json-key=qpdf', '--json-stream-data=inline', '--decode-level=generalized', join(folder, 'document.pdf')];
    const { stdout } = await promisify(execFile)('qpdf', args, { maxBuffer: 256 * 1024 * 1024 });
    const [, table] = (
      JSON.parse(stdout) as { qpdf: [unknown, Record<string, { value?: Dictionary; stream?: { dict: Dictionary; data: string } }>] }
    ).qpdf;
    const objects = new Map<string, { value: Dictionary; data?: Buffer }>();
    for (const [key, { value, stream }] of Object.entries(table)) {
      if (stream !== undefined) objects.set(key.slice(4), { value: stream.dict, data: Buffer.from(stream.data, 'base64') });
      else if (value !== undefined) objects.set(key === 'trailer' ? key : key.slice(4), { value });
    }
    return { objects, trailer: objects.get('trailer')!.value };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Everything found wrong, one sentence each; empty when nothing is. */
export async function findFaults(pdf: Uint8Array): Promise<string[]> {
  const document = await read(pdf);
  return [
    ...catalogFaults(document),
    ...metadataFaults(document),
    ...fontFaults(document),
    ...contentFaults(document),
    ...structureFaults(document),
    ...otherFaults(document),
  ];
}

const isDictionary = (value: Value | undefined): value is Dictionary =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function resolve(document: Document, value: Value | undefined): Value | undefined {
  return typeof value === 'string' && / 0 R$/.test(value) ? document.objects.get(value)?.value : value;
}

function dictionaries(document: Document, key: string, wanted: string): [string, Dictionary][] {
  return [...document.objects]
    .filter(([, { value }]) => isDictionary(value) && value[key] === wanted)
    .map(([id, { value }]) => [id, value]);
}

function catalogFaults(document: Document): string[] {
  const faults: string[] = [];
  const catalog = resolve(document, document.trailer['/Root']) as Dictionary;
  if ((resolve(document, catalog['/MarkInfo']) as Dictionary | undefined)?.['/Marked'] !== true)
    faults.push('UA 6.2: the document is not marked');
  if (typeof catalog['/Lang'] !== 'string' || !/^u:[a-z]{2}/.test(catalog['/Lang'])) faults.push('UA 7.2: the document has no language');
  if ((resolve(document, catalog['/ViewerPreferences']) as Dictionary | undefined)?.['/DisplayDocTitle'] !== true)
    faults.push('UA 7.1: the title is not displayed');
  const intents = (resolve(document, catalog['/OutputIntents']) ?? []) as readonly Value[];
  const intent = resolve(document, intents[0]) as Dictionary | undefined;
  const profile = document.objects.get(String(intent?.['/DestOutputProfile']));
  if (intent?.['/S'] !== '/GTS_PDFA1' || profile?.value['/N'] !== 3) faults.push('A 6.2.3: there is no output intent with an RGB profile');
  if (profile?.data?.subarray(36, 40).toString() !== 'acsp' || profile.data.readUInt32BE(0) !== profile.data.length)
    faults.push('A 6.2.3: the profile is no ICC profile');
  const id = document.trailer['/ID'];
  if (!Array.isArray(id) || id.length !== 2) faults.push('A 6.1.3: the trailer has no identifier');
  if ('/Encrypt' in document.trailer) faults.push('A 6.1.3: the file is encrypted');
  return faults;
}

function metadataFaults(document: Document): string[] {
  const catalog = resolve(document, document.trailer['/Root']) as Dictionary;
  const xmp = document.objects.get(String(catalog['/Metadata']))?.data?.toString('utf8') ?? '';
  const needed: readonly (readonly [RegExp, string])[] = [
    [/<pdfaid:part>[23]<\/pdfaid:part>/, 'A 6.6.4: the part of PDF/A is missing'],
    [/<pdfaid:conformance>A<\/pdfaid:conformance>/, 'A 6.6.4: the level of PDF/A is missing'],
    [/<pdfuaid:part>1<\/pdfuaid:part>/, 'UA 5: the part of PDF/UA is missing'],
    [/<pdfaSchema:prefix>pdfuaid<\/pdfaSchema:prefix>/, 'A 6.6.2.3: the schema of PDF/UA is not described'],
    [/<dc:title><rdf:Alt><rdf:li xml:lang="x-default">[^<]+</, 'UA 7.1: the metadata has no title'],
  ];
  return needed.filter(([pattern]) => !pattern.test(xmp)).map(([, fault]) => fault);
}

function fontFaults(document: Document): string[] {
  const faults: string[] = [];
  for (const [id, font] of dictionaries(document, '/Subtype', '/Type0')) {
    const map = document.objects.get(String(font['/ToUnicode']))?.data?.toString('latin1');
    if (map === undefined) faults.push(`A 6.2.11.7: font ${id} has no map to Unicode`);
    else if (/<[0-9a-f]{4}><(0000|feff|fffe|)>/.test(map)) faults.push(`A 6.2.11.7.2: font ${id} maps to a forbidden character`);
    const descendant = resolve(document, (resolve(document, font['/DescendantFonts']) as readonly Value[])[0]) as Dictionary;
    if (descendant['/CIDToGIDMap'] !== '/Identity') faults.push(`A 6.2.11.3.2: font ${id} has no map to glyphs`);
    const descriptor = resolve(document, descendant['/FontDescriptor']) as Dictionary;
    const file = document.objects.get(String(descriptor['/FontFile2']))?.data;
    if (file === undefined) faults.push(`A 6.2.11.4: font ${id} is not embedded`);
    else faults.push(...widthFaults(id, descendant['/W'] as readonly Value[], new Uint8Array(file)));
  }
  return faults;
}

/** A 6.2.11.5: widths in the dictionary agree with those in the font file to a thousandth of an em. */
function widthFaults(id: string, widths: readonly Value[], file: Uint8Array): string[] {
  const font = readTrueType(file);
  const stated = widths[1] as readonly number[];
  const wrong = stated.findIndex((width, code) => Math.abs(width - (font.advance(code) * 1000) / font.unitsPerEm) > 1);
  return wrong < 0 && stated.length === font.glyphCount ? [] : [`A 6.2.11.5: widths of font ${id} differ from its file at code ${wrong}`];
}

/** Operators that show something, and those that a letter never needs. */
const PAINTING = new Set(['TJ', 'Tj', "'", '"', 'f', 'F', 'f*', 'B', 'B*', 'b', 'b*', 'S', 's', 'Do', 'sh', 'EI']);
const UNWANTED = new Set(['gs', 'cs', 'CS', 'sc', 'scn', 'SC', 'SCN', 'k', 'K', 'ri', 'sh', 'BX', 'EX']);

function contentFaults(document: Document): string[] {
  const faults: string[] = [];
  for (const [id, page] of dictionaries(document, '/Type', '/Page')) {
    const content = document.objects.get(String(page['/Contents']))?.data?.toString('latin1') ?? '';
    const open: string[] = [];
    const numbers: number[] = [];
    // Strings and property lists are taken out of the way, so that operators are what is left.
    const plain = content.replace(/\((?:\\[\s\S]|[^\\)])*\)/g, '()');
    for (const [token] of plain.matchAll(/\/\w+\s*<<(?:<[0-9a-f]*>|[^<>])*>>\s*BDC|[A-Za-z'"*]+(?![\w/])|\/\w+/g)) {
      if (token.endsWith('BDC')) {
        open.push(token);
        const number = /\/MCID (\d+)/.exec(token);
        if (number !== null) numbers.push(Number(number[1]));
      } else if (token === 'EMC') {
        if (open.pop() === undefined) faults.push(`page ${id} closes marked content that is not open`);
      } else if (PAINTING.has(token) && !open.some((mark) => /MCID|^\/Artifact/.test(mark)))
        faults.push(`UA 7.1: page ${id} has content (${token}) that is neither tagged nor an artifact`);
      if (UNWANTED.has(token)) faults.push(`page ${id} uses the operator ${token}`);
    }
    if (open.length > 0) faults.push(`page ${id} leaves marked content open`);
    if (new Set(numbers).size !== numbers.length) faults.push(`page ${id} numbers marked content twice`);
    faults.push(...parentFaults(document, id, page, numbers));
    if ('/Group' in page) faults.push(`page ${id} has a transparency group without need`);
    if (page['/Tabs'] !== '/S') faults.push(`UA 7.18.3: page ${id} does not tab in the order of its structure`);
  }
  return faults;
}

/** Each marked content is known to the parent tree, and its element lists it. */
function parentFaults(document: Document, id: string, page: Dictionary, numbers: readonly number[]): string[] {
  if (numbers.length === 0) return [];
  const parents = resolve(document, parentTree(document).get(page['/StructParents'] as number)) as readonly string[] | undefined;
  if (parents === undefined) return [`UA 7.1: page ${id} is not in the parent tree`];
  return numbers.flatMap((number) => {
    const element = resolve(document, parents[number]) as Dictionary | undefined;
    const kids = [element?.['/K'] ?? []].flat() as readonly Value[];
    const listed = kids.some(
      (kid) => (kid === number && element?.['/Pg'] === id) || (isDictionary(kid) && kid['/MCID'] === number && kid['/Pg'] === id),
    );
    return listed ? [] : [`UA 7.1: marked content ${number} of page ${id} is not in the structure`];
  });
}

function parentTree(document: Document): Map<number, Value> {
  const catalog = resolve(document, document.trailer['/Root']) as Dictionary;
  const root = resolve(document, catalog['/StructTreeRoot']) as Dictionary;
  const entries = new Map<number, Value>();
  const visit = (node: Dictionary): void => {
    const numbers = (node['/Nums'] ?? []) as readonly Value[];
    for (let i = 0; i < numbers.length; i += 2) entries.set(numbers[i] as number, numbers[i + 1]!);
    for (const kid of (node['/Kids'] ?? []) as readonly Value[]) visit(resolve(document, kid) as Dictionary);
  };
  visit(resolve(document, root['/ParentTree']) as Dictionary);
  return entries;
}

/** Types of ISO 32000-1, 14.8.4; no role map is written, so there are no others. */
const STANDARD_TYPES =
  /^\/(Document|Part|Sect|Div|P|H[1-6]|L|LI|Lbl|LBody|Table|THead|TBody|TFoot|TR|TH|TD|Figure|Note|Reference|Link|Form|Span)$/;

function structureFaults(document: Document): string[] {
  const faults: string[] = [];
  let level = 0;
  const visit = (id: string, parent: string): void => {
    const element = document.objects.get(id)?.value;
    if (element === undefined) return;
    const type = String(element['/S']);
    if (!STANDARD_TYPES.test(type)) faults.push(`UA 7.1: element ${id} has the unknown type ${type}`);
    if (element['/P'] !== parent) faults.push(`element ${id} does not know its parent`);
    const attributes = (resolve(document, element['/A']) ?? {}) as Dictionary;
    if (type === '/TH' && attributes['/Scope'] === undefined) faults.push(`UA 7.5: header cell ${id} has no scope`);
    if (type === '/Note' && element['/ID'] === undefined) faults.push(`UA 7.9: note ${id} has no identifier`);
    if (type === '/Figure' && element['/Alt'] === undefined) faults.push(`UA 7.3: figure ${id} has no alternative text`);
    if (type === '/Figure' && attributes['/BBox'] === undefined) faults.push(`UA 7.3: figure ${id} has no bounding box`);
    const heading = /^\/H([1-6])$/.exec(type);
    if (heading !== null) {
      if (Number(heading[1]) > level + 1) faults.push(`UA 7.4.2: heading ${id} skips a level`);
      level = Number(heading[1]);
    }
    for (const kid of [element['/K'] ?? []].flat() as readonly Value[]) if (typeof kid === 'string') visit(kid, id);
  };
  const catalog = resolve(document, document.trailer['/Root']) as Dictionary;
  const root = String(catalog['/StructTreeRoot']);
  for (const top of [document.objects.get(root)?.value['/K'] ?? []].flat() as readonly string[]) visit(top, root);
  return faults;
}

function widgetFaults(document: Document, id: string, widget: Dictionary, parents: ReadonlyMap<number, Value>): string[] {
  const faults: string[] = [];
  const owner = resolve(document, parents.get(widget['/StructParent'] as number)) as Dictionary | undefined;
  if (owner?.['/S'] !== '/Form') faults.push(`UA 7.18.4: field ${id} is not in a Form element`);
  else if (!JSON.stringify(owner['/K']).includes(`"/Obj":"${id}"`))
    faults.push(`UA 7.18.4: the Form element of ${id} does not refer to it`);
  if (typeof widget['/TU'] !== 'string' || widget['/TU'] === 'u:') faults.push(`UA 7.18.1: field ${id} has no description`);
  const appearance = (resolve(document, widget['/AP']) ?? {}) as Dictionary;
  if (Object.keys(appearance).join() !== '/N') faults.push(`A 6.3.3: field ${id} has not just a normal appearance`);
  const states = resolve(document, appearance['/N']) as Dictionary;
  if (widget['/AS'] !== undefined && states[widget['/AS'] as string] === undefined)
    faults.push(`A 6.3.3: field ${id} is in a state that it lacks`);
  const catalog = resolve(document, document.trailer['/Root']) as Dictionary;
  const form = (resolve(document, catalog['/AcroForm']) ?? {}) as Dictionary;
  if (form['/NeedAppearances'] === true) faults.push('A 6.4.1: the form wants its appearances made anew');
  if (widget['/DA'] !== undefined) {
    const font = String(/^u:(\/\w+) [\d.]+ Tf/.exec(String(widget['/DA']))?.[1]);
    const fonts = ((resolve(document, form['/DR']) ?? {}) as Dictionary)['/Font'] as Dictionary | undefined;
    if (resolve(document, fonts?.[font]) === undefined) faults.push(`field ${id} is typed in a font ${font} that the form lacks`);
  }
  return faults;
}

function otherFaults(document: Document): string[] {
  const faults: string[] = [];
  const parents = parentTree(document);
  for (const [id, annotation] of dictionaries(document, '/Type', '/Annot')) {
    if (annotation['/F'] !== 4) faults.push(`A 6.3.2: annotation ${id} is not printed`);
    if (annotation['/Subtype'] === '/Widget') {
      faults.push(...widgetFaults(document, id, annotation, parents));
      continue;
    }
    if (annotation['/Contents'] === undefined) faults.push(`UA 7.18.5: link ${id} has no description`);
    const owner = resolve(document, parents.get(annotation['/StructParent'] as number)) as Dictionary | undefined;
    if (owner?.['/S'] !== '/Link') faults.push(`UA 7.18.5: link ${id} is not in a Link element`);
    else if (!JSON.stringify(owner['/K']).includes(`"/Obj":"${id}"`))
      faults.push(`UA 7.18.5: the Link element of ${id} does not refer to it`);
  }
  for (const [id, image] of dictionaries(document, '/Subtype', '/Image')) {
    if (image['/Interpolate'] === true) faults.push(`A 6.2.8: image ${id} is interpolated`);
    const space = JSON.stringify(resolve(document, image['/ColorSpace']));
    if (/CMYK/.test(space)) faults.push(`A 6.2.4.3: image ${id} is in a colour space that the output intent does not cover`);
  }
  for (const [id, { value }] of document.objects) {
    if (isDictionary(value) && ('/JS' in value || value['/S'] === '/JavaScript' || '/AA' in value))
      faults.push(`A 6.5: object ${id} has an action`);
  }
  return faults;
}
