/** How a field is used: as text, a number, true or false. */
export type Use = 'text' | 'number' | 'boolean';

/** What a record must have, learnt from how a template uses it. */
export class RecordShape {
  readonly fields = new Map<string, RecordShape>();
  item: RecordShape | undefined;
  readonly uses = new Set<Use>();

  at(path: readonly string[]): RecordShape {
    let shape: RecordShape = this;
    for (const name of path) {
      const next = shape.fields.get(name) ?? new RecordShape();
      shape.fields.set(name, next);
      shape = next;
    }
    return shape;
  }

  asList(): RecordShape {
    this.item ??= new RecordShape();
    return this.item;
  }

  /** It has parts, and yet stands as a text itself: the text becomes one of its parts. */
  get isBoth(): boolean {
    return (this.fields.size > 0 || this.item !== undefined) && this.uses.size > 0;
  }

  schema(): { readonly [keyword: string]: unknown } {
    if (this.item && this.fields.size === 0) return { type: 'array', items: this.item.schema() };
    if (this.fields.size > 0) {
      const properties = Object.fromEntries([...this.fields].map(([name, shape]) => [name, shape.schema()]));
      return { type: 'object', required: Object.keys(properties), properties };
    }
    if (this.uses.has('boolean') && this.uses.size === 1) return { type: 'boolean' };
    return { type: this.uses.has('number') && !this.uses.has('text') ? 'number' : 'string' };
  }

  /** A record to look at: every text says which field it is. */
  sample(name: string): unknown {
    if (this.item && this.fields.size === 0) return [this.item.sample(name), this.item.sample(name)];
    if (this.fields.size > 0) return Object.fromEntries([...this.fields].map(([field, shape]) => [field, shape.sample(field)]));
    if (this.uses.has('boolean') && this.uses.size === 1) return true;
    return this.uses.has('number') && !this.uses.has('text') ? 1 : name.replace(/_/g, ' ');
  }
}

const reserved = new Set(
  'as break const continue else false for function if import in let loop package namespace null return true var void while page brand'.split(
    ' ',
  ),
);

/** A name that CEL takes: letters, digits and underscores. */
export function fieldName(source: string): string {
  const letters: Readonly<Record<string, string>> = { ä: 'ae', ö: 'oe', ü: 'ue', ß: 'ss', Ä: 'Ae', Ö: 'Oe', Ü: 'Ue' };
  const plain = source
    .replace(/[äöüßÄÖÜ]/g, (letter) => letters[letter]!)
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/[^A-Za-z0-9_]+/g, '_')
    .replace(/^_+|_+$/g, '')
    .slice(0, 60);
  const name = /^[A-Za-z_]/.test(plain) ? plain : `field_${plain || 'value'}`;
  return reserved.has(name) ? `${name}_` : name;
}
