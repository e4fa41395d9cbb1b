/** Where a mail's own picture lies, and where its links lead first; absent: not tracked. */
export interface Marks {
  readonly picture?: string;
  readonly through?: (target: string) => string;
}

/** Links of anchors, as the engine writes them: double quotes, `&amp;`. */
const anchors = /(<a\b[^>]*?\shref=")(https?:\/\/[^"]+)(")/gi;

/**
 * A mail with its links leading over our own address, and a picture that nobody sees at its end.
 * @param untouched beginnings of addresses that stay as they are: ways out, and pages that know the customer
 */
export function trackHtml(html: string, { picture, through }: Marks, untouched: readonly string[]): string {
  const linked =
    through === undefined
      ? html
      : html.replace(anchors, (whole, before: string, escaped: string, after: string) => {
          const target = unescaped(escaped);
          return untouched.some((beginning) => target.startsWith(beginning))
            ? whole
            : `${before}${through(target).replaceAll('&', '&amp;')}${after}`;
        });
  if (picture === undefined) return linked;
  const image = `<img src="${picture.replaceAll('&', '&amp;')}" width="1" height="1" alt="" style="display:block;width:1px;height:1px;border:0">`;
  const end = linked.toLowerCase().lastIndexOf('</body>');
  return end < 0 ? linked + image : linked.slice(0, end) + image + linked.slice(end);
}

const entities: Readonly<Record<string, string>> = { amp: '&', quot: '"', lt: '<', gt: '>', '#39': "'", apos: "'" };
const unescaped = (text: string): string => text.replace(/&(amp|quot|lt|gt|#39|apos);/g, (_whole, name: string) => entities[name]!);
