/** The types of `prebuilt.js`, which is plain JavaScript. */
export function prebuilt(entry: string, options?: { readonly command?: string | undefined; readonly folder?: URL }): string | undefined;
export function startPrebuilt(entry: string, source: string, command?: string): Promise<void>;
