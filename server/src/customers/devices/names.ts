/** Browsers by what they call themselves; the first that fits, for most call themselves by the names of others too. */
const browsers = [
  [/\bEdgA?\//, 'Edge'],
  [/\bOPR\//, 'Opera'],
  [/\bSamsungBrowser\//, 'Samsung'],
  [/\bFirefox\/|\bFxiOS\//, 'Firefox'],
  [/\bChrome\/|\bCriOS\//, 'Chrome'],
  [/\bSafari\//, 'Safari'],
] as const;
const systems = [
  [/\bAndroid\b/, 'Android'],
  [/\biPhone\b/, 'iPhone'],
  [/\biPad\b/, 'iPad'],
  [/\bWindows\b/, 'Windows'],
  [/\bMac OS X\b/, 'Mac'],
  [/\bCrOS\b/, 'Chromebook'],
  [/\bLinux\b/, 'Linux'],
] as const;

/**
 * The address of a device's contact point: by it people tell one device from another, and it opens nothing.
 * @param userAgent as the browser says it
 * @param id of the device
 */
export function deviceAddress(userAgent: string, id: string): string {
  const find = (names: typeof browsers | typeof systems) => names.find(([form]) => form.test(userAgent))?.[1] ?? 'Other';
  return `${find(browsers)}-${find(systems)}-${id.replaceAll('-', '').slice(-12)}`.toLowerCase();
}

/** How a device is called on pages: `chrome-android-0a1b2c3d4e5f` is `Chrome, Android`. */
export function deviceName(address: string): string {
  const known = [...browsers, ...systems].map(([, name]) => name);
  const parts = address
    .split('-')
    .slice(0, -1)
    .flatMap((part) => known.find((name) => name.toLowerCase() === part) ?? []);
  return parts.join(', ') || 'Browser';
}
