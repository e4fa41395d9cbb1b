import { escapeXml } from './xml.ts';

const BASE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';

/** What a part of the file refers to: pictures, addresses, other parts, each under an identifier. */
export class Relations {
  readonly #identifiers = new Map<string, string>();
  #xml = '';

  part(type: string, target: string): string {
    return this.#add(`Type="${BASE}/${type}" Target="${escapeXml(target)}"`);
  }

  link(address: string): string {
    return this.#add(`Type="${BASE}/hyperlink" Target="${escapeXml(address)}" TargetMode="External"`);
  }

  xml(): string {
    return `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${this.#xml}</Relationships>`;
  }

  #add(attributes: string): string {
    let id = this.#identifiers.get(attributes);
    if (id === undefined) {
      id = `r${this.#identifiers.size + 1}`;
      this.#identifiers.set(attributes, id);
      this.#xml += `<Relationship Id="${id}" ${attributes}/>`;
    }
    return id;
  }
}
