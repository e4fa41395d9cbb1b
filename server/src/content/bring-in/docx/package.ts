import { parseXml, type XmlElement } from '@posthorn/engine/xml';
import { PosthornError } from '../../../platform/errors/index.ts';
import { UnzipError, unzip } from '../../../platform/files/index.ts';
import '../../errors.ts';

/** Bytes of a Word file when it is unpacked, and parts in it. */
const mostBytes = 80_000_000;
const mostParts = 3_000;

/** The parts of a Word file. */
export interface WordPackage {
  readonly xml: (part: string) => XmlElement | undefined;
  readonly bytes: (part: string) => Uint8Array | undefined;
  /** Targets by relationship id, of a part such as `word/document.xml`. */
  readonly relations: (part: string) => ReadonlyMap<string, { readonly type: string; readonly target: string; readonly external: boolean }>;
}

/** @throws PosthornError `content.import-unreadable` when it is no Word file, is damaged, or swells beyond all measure */
export function openPackage(bytes: Uint8Array): WordPackage {
  const parts = unpack(bytes);
  if (!parts.has('word/document.xml')) throw unreadable('It has no word/document.xml: it is no Word document (.docx).');
  // A part is asked for by each of its notes, links and pictures.
  const xml = once((part: string): XmlElement | undefined => {
    const raw = parts.get(part);
    if (!raw) return undefined;
    try {
      return parseXml(new TextDecoder().decode(raw));
    } catch (cause) {
      throw unreadable(`Its part ${part} is damaged: ${(cause as Error).message}.`, cause);
    }
  });
  return { xml, bytes: (part) => parts.get(part), relations: once((part: string) => relationsOf(xml, part)) };
}

function once<T>(read: (part: string) => T): (part: string) => T {
  const known = new Map<string, T>();
  return (part) => {
    if (!known.has(part)) known.set(part, read(part));
    return known.get(part)!;
  };
}

function unpack(bytes: Uint8Array): ReadonlyMap<string, Uint8Array> {
  try {
    return unzip(bytes, { bytes: mostBytes, files: mostParts });
  } catch (cause) {
    if (!(cause instanceof UnzipError)) throw cause;
    throw unreadable(`It cannot be unpacked: ${cause.message}.`, cause);
  }
}

export const unreadable = (detail: string, cause?: unknown): PosthornError =>
  new PosthornError('content.import-unreadable', { detail, ...(cause === undefined ? {} : { cause }) });

function relationsOf(xml: WordPackage['xml'], part: string): ReturnType<WordPackage['relations']> {
  const folder = part.slice(0, part.lastIndexOf('/') + 1);
  const root = xml(`${folder}_rels/${part.slice(folder.length)}.rels`);
  return new Map(
    (root ? elements(root) : []).map((one) => {
      const target = attribute(one, 'Target') ?? '';
      const external = attribute(one, 'TargetMode') === 'External';
      const path = target.startsWith('/') ? target.slice(1) : folder + target;
      return [
        attribute(one, 'Id') ?? '',
        { type: (attribute(one, 'Type') ?? '').split('/').at(-1)!, target: external ? target : path, external },
      ];
    }),
  );
}

/** The child elements. */
export const elements = ({ children }: XmlElement): readonly XmlElement[] => children.filter((one) => typeof one !== 'string');
export const child = (of: XmlElement | undefined, local: string): XmlElement | undefined =>
  of && elements(of).find((one) => one.local === local);
export const attribute = (of: XmlElement | undefined, local: string): string | undefined =>
  of?.attributes.find((one) => one.local === local)?.value;
/** `w:val` of a child, as most properties are said. */
export const settingOf = (of: XmlElement | undefined, local: string): string | undefined => attribute(child(of, local), 'val');
/** A property that is on by being there, unless it says otherwise. */
export function isOn(of: XmlElement | undefined, local: string): boolean | undefined {
  const found = child(of, local);
  if (!found) return undefined;
  return !['0', 'false', 'none', 'off'].includes(attribute(found, 'val') ?? '1');
}
/** Every element of this name, however deep. */
export function* descendants(of: XmlElement, local: string): Generator<XmlElement> {
  for (const one of elements(of)) {
    if (one.local === local) yield one;
    yield* descendants(one, local);
  }
}
export const textOf = ({ children }: XmlElement): string => children.map((one) => (typeof one === 'string' ? one : '')).join('');
