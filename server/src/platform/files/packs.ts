/** One file for a pack, before encryption. */
export interface PackEntry {
  /** Whose key encrypts it. */
  readonly customerId: string;
  readonly bytes: Uint8Array;
}

/** Where an entry lies. `sha256` (hex) and `size` are of the plain bytes. */
export interface PackPlace {
  readonly pack: string;
  readonly offset: number;
  /** Stored length: nonce, ciphertext and tag. */
  readonly length: number;
  readonly sha256: string;
  readonly size: number;
}

/**
 * Append-only containers: the documents of a chunk in one object, each encrypted (AES-256-GCM) with its customer's key, an
 * index at the end, named by the hash of its bytes. The nonce is derived from key and content, so the same chunk composed
 * again gives the same pack.
 */
export interface Packs {
  /** Keys are made where a customer has none. Places come in the order of the entries. */
  write(entries: readonly PackEntry[]): Promise<readonly PackPlace[]>;
  /** Decrypts and checks the hash. @throws PosthornError `pack.damaged`, `pack.key-destroyed`, `object.not-found` */
  read(place: PackPlace, customerId: string): Promise<Uint8Array>;
  /** The same for what is read of these customers soon, with one query for the keys of all instead of one for each. */
  reader(customerIds: readonly string[]): Promise<Packs['read']>;
}
