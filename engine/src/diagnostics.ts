/** A finding about a template or a record, with its place and a way to mend it. */
export interface Diagnostic {
  readonly severity: 'error' | 'warning';
  /** Stable code, e.g. `expression.unknown-field`; the list is in `docs/reference/diagnostics.md`. */
  readonly code: string;
  /** What is wrong, one sentence. */
  readonly message: string;
  /** Where: a JSON Pointer into the template (`/body/3/columns/1/cell`), or into another part of the bundle. */
  readonly place: Place;
  readonly hint?: string;
}

export interface Place {
  readonly part: 'template' | 'brand' | 'block' | 'asset' | 'data';
  /** Id of the block or name of the asset, for those parts. */
  readonly id?: string;
  /** JSON Pointer into that part. */
  readonly pointer: string;
  /** The text at fault, and within it the offset and length of the fault, where known. */
  readonly excerpt?: { readonly text: string; readonly offset: number; readonly length: number };
}
