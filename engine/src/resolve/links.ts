/** Schemes that a link of a communication may have. Everything else (`javascript:`, `data:`, relative addresses …) is refused. */
const SAFE = /^(https?:\/\/|mailto:|tel:|sms:)\S/i;

/** The address fit for output, its odd characters percent-encoded; undefined where it is no address that a link may have. */
export function safeHref(address: string): string | undefined {
  const trimmed = address.trim();
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for
  if (!SAFE.test(trimmed) || /[\u0000-\u001f\u007f]/.test(trimmed)) return undefined;
  return trimmed.replace(/[\s"<>\\^`{|}]/g, (c) => encodeURIComponent(c));
}
