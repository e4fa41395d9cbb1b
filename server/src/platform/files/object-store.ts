/** Five calls over a folder or any S3-compatible store. Keys are `/`-separated, lower-case, without `..`. */
export interface ObjectStore {
  /** Writes atomically: the object is there whole or not at all. Writing the same key again replaces it. */
  put(
    key: string,
    bytes: Uint8Array | AsyncIterable<Uint8Array>,
    options?: { readonly mediaType?: string },
  ): Promise<{ readonly bytes: number; readonly sha256: string }>;
  /** The object, or `length` bytes from `offset`. @throws PosthornError `object.not-found` */
  get(key: string, range?: { readonly offset: number; readonly length: number }): Promise<Uint8Array>;
  /** For large objects. */
  stream(key: string): Promise<AsyncIterable<Uint8Array>>;
  delete(key: string): Promise<void>;
  list(prefix: string): AsyncIterable<{ readonly key: string; readonly bytes: number; readonly modified: Date }>;
}
