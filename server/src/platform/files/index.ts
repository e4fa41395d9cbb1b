export type { CustomerKeys } from './customer-keys.ts';
export { createPacks, packMediaType } from './encrypted-packs.ts';
export { decryptEntry, type EncryptedEntry, encryptEntry } from './encryption.ts';
export { folderStore } from './folder-store.ts';
export type { ObjectStore } from './object-store.ts';
export { type AssembledPack, assemblePack, readPackIndex } from './pack-format.ts';
export type { PackEntry, PackPlace, Packs } from './packs.ts';
export { s3Store } from './s3-store.ts';
export { createCustomerKeys, loadMasterKey } from './wrapped-keys.ts';
