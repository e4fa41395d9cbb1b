/** Contrast ratio of two `#rrggbb` colours, 1 to 21 (WCAG 2.2, relative luminance). */
export function contrast(a: string, b: string): number {
  const [la, lb] = [luminance(a), luminance(b)];
  return (Math.max(la, lb) + 0.05) / (Math.min(la, lb) + 0.05);
}

function luminance(color: string): number {
  const [r, g, b] = channels(color).map((c) => (c / 255 <= 0.04045 ? c / 255 / 12.92 : ((c / 255 + 0.055) / 1.055) ** 2.4));
  return 0.2126 * r! + 0.7152 * g! + 0.0722 * b!;
}

function channels(color: string): number[] {
  const n = Number.parseInt(color.slice(1), 16);
  return [(n >> 16) & 255, (n >> 8) & 255, n & 255];
}

/** A colour with a share (0 to 1) of another. */
export function mix(color: string, other: string, share: number): string {
  const to = channels(other);
  return `#${channels(color)
    .map((c, i) =>
      Math.round(c + (to[i]! - c) * share)
        .toString(16)
        .padStart(2, '0'),
    )
    .join('')}`;
}

/** The colour made lighter or darker until its contrast to white is about what is asked for. */
export function toned(color: string, target: number): string {
  const other = contrast(color, '#ffffff') > target ? '#ffffff' : '#000000';
  let [low, high] = [0, 1];
  for (let i = 0; i < 12; i++) {
    const share = (low + high) / 2;
    const reached = contrast(mix(color, other, share), '#ffffff');
    if (other === '#ffffff' ? reached > target : reached < target) low = share;
    else high = share;
  }
  return mix(color, other, other === '#ffffff' ? low : high);
}
