type HarfBuzz = typeof import('harfbuzzjs');

let library: HarfBuzz | undefined;

/**
 * Loads HarfBuzz once. The package finds its WebAssembly beside itself (in Node from the file system, in a browser by `fetch` of
 * the asset that the bundler emitted), so no bytes have to be handed in. It is imported only when the first font is made, so that
 * programs without letters never load it.
 */
export async function loadHarfBuzz(): Promise<HarfBuzz> {
  library ??= await import('harfbuzzjs');
  return library;
}

/** HarfBuzz, once loaded. @throws Error when no font has been made yet. */
export function harfBuzz(): HarfBuzz {
  if (library === undefined) throw new Error('HarfBuzz is not loaded: make a font face first');
  return library;
}
