/** The types of `prebuilt.js`, which is plain JavaScript. */
export function prebuilt(entry: string, folder?: URL): string | undefined;
export function startPrebuilt(entry: string, source: string): Promise<void>;
