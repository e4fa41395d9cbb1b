import type { Written } from '../model/areas.ts';

/** What was written in this browser and is not known to be saved. */
export interface JournalEntry {
  /** `template/id` or `block/id`. */
  readonly key: string;
  /** The revision that it was written upon. */
  readonly revision: number;
  readonly document: Written;
  /** When, milliseconds since 1970. */
  readonly at: number;
}

/** Keeps every change in the browser until the server has it: a closed tab or a lost connection costs nothing. */
export interface Journal {
  readonly read: (key: string) => Promise<JournalEntry | undefined>;
  readonly write: (entry: JournalEntry) => Promise<void>;
  readonly forget: (key: string) => Promise<void>;
}

const store = 'unsaved';

/** The journal in the browser's IndexedDB. */
export function openJournal(): Journal {
  let opened: Promise<IDBDatabase> | undefined;
  const database = () => {
    opened ??= new Promise((resolve, reject) => {
      const request = indexedDB.open('posthorn.editor', 1);
      request.onupgradeneeded = () => request.result.createObjectStore(store, { keyPath: 'key' });
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error);
    });
    return opened;
  };
  const run = async <T>(mode: IDBTransactionMode, deed: (objects: IDBObjectStore) => IDBRequest<T>): Promise<T> => {
    const transaction = (await database()).transaction(store, mode);
    const request = deed(transaction.objectStore(store));
    return new Promise((resolve, reject) => {
      transaction.oncomplete = () => resolve(request.result);
      transaction.onerror = () => reject(transaction.error);
      transaction.onabort = () => reject(transaction.error);
    });
  };
  return {
    read: (key) => run<JournalEntry | undefined>('readonly', (objects) => objects.get(key)),
    write: (entry) => run('readwrite', (objects) => objects.put(entry)).then(() => undefined),
    forget: (key) => run('readwrite', (objects) => objects.delete(key)).then(() => undefined),
  };
}
