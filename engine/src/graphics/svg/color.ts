/** The colour names of CSS (CSS Color 4, 6.1), each with its red, green and blue. */
const NAMED = `
aliceblue f0f8ff antiquewhite faebd7 aqua 00ffff aquamarine 7fffd4 azure f0ffff beige f5f5dc bisque ffe4c4 black 000000
blanchedalmond ffebcd blue 0000ff blueviolet 8a2be2 brown a52a2a burlywood deb887 cadetblue 5f9ea0 chartreuse 7fff00
chocolate d2691e coral ff7f50 cornflowerblue 6495ed cornsilk fff8dc crimson dc143c cyan 00ffff darkblue 00008b
darkcyan 008b8b darkgoldenrod b8860b darkgray a9a9a9 darkgreen 006400 darkgrey a9a9a9 darkkhaki bdb76b darkmagenta 8b008b
darkolivegreen 556b2f darkorange ff8c00 darkorchid 9932cc darkred 8b0000 darksalmon e9967a darkseagreen 8fbc8f
darkslateblue 483d8b darkslategray 2f4f4f darkslategrey 2f4f4f darkturquoise 00ced1 darkviolet 9400d3 deeppink ff1493
deepskyblue 00bfff dimgray 696969 dimgrey 696969 dodgerblue 1e90ff firebrick b22222 floralwhite fffaf0 forestgreen 228b22
fuchsia ff00ff gainsboro dcdcdc ghostwhite f8f8ff gold ffd700 goldenrod daa520 gray 808080 green 008000 greenyellow adff2f
grey 808080 honeydew f0fff0 hotpink ff69b4 indianred cd5c5c indigo 4b0082 ivory fffff0 khaki f0e68c lavender e6e6fa
lavenderblush fff0f5 lawngreen 7cfc00 lemonchiffon fffacd lightblue add8e6 lightcoral f08080 lightcyan e0ffff
lightgoldenrodyellow fafad2 lightgray d3d3d3 lightgreen 90ee90 lightgrey d3d3d3 lightpink ffb6c1 lightsalmon ffa07a
lightseagreen 20b2aa lightskyblue 87cefa lightslategray 778899 lightslategrey 778899 lightsteelblue b0c4de lightyellow ffffe0
lime 00ff00 limegreen 32cd32 linen faf0e6 magenta ff00ff maroon 800000 mediumaquamarine 66cdaa mediumblue 0000cd
mediumorchid ba55d3 mediumpurple 9370db mediumseagreen 3cb371 mediumslateblue 7b68ee mediumspringgreen 00fa9a
mediumturquoise 48d1cc mediumvioletred c71585 midnightblue 191970 mintcream f5fffa mistyrose ffe4e1 moccasin ffe4b5
navajowhite ffdead navy 000080 oldlace fdf5e6 olive 808000 olivedrab 6b8e23 orange ffa500 orangered ff4500 orchid da70d6
palegoldenrod eee8aa palegreen 98fb98 paleturquoise afeeee palevioletred db7093 papayawhip ffefd5 peachpuff ffdab9
peru cd853f pink ffc0cb plum dda0dd powderblue b0e0e6 purple 800080 rebeccapurple 663399 red ff0000 rosybrown bc8f8f
royalblue 4169e1 saddlebrown 8b4513 salmon fa8072 sandybrown f4a460 seagreen 2e8b57 seashell fff5ee sienna a0522d
silver c0c0c0 skyblue 87ceeb slateblue 6a5acd slategray 708090 slategrey 708090 snow fffafa springgreen 00ff7f
steelblue 4682b4 tan d2b48c teal 008080 thistle d8bfd8 tomato ff6347 turquoise 40e0d0 violet ee82ee wheat f5deb3 white ffffff
whitesmoke f5f5f5 yellow ffff00 yellowgreen 9acd32
`;

const byName = new Map([...NAMED.matchAll(/([a-z]+) ([0-9a-f]{6})/g)].map(([, name, hex]) => [name!, `#${hex}`]));

export interface SvgColor {
  /** `#rrggbb` */
  readonly color: string;
  /** 0 to 1 */
  readonly opacity: number;
}

const TRANSPARENT: SvgColor = { color: '#000000', opacity: 0 };

/** A colour as CSS writes it: by name, in hexadecimal, as rgb() or hsl(). Undefined where it is none. */
export function readColor(text: string): SvgColor | undefined {
  const word = text.trim().toLowerCase();
  if (word === 'transparent') return TRANSPARENT;
  const named = byName.get(word);
  if (named !== undefined) return { color: named, opacity: 1 };
  if (word.startsWith('#')) return hexColor(word.slice(1));
  const call = /^(rgb|hsl)a?\(([^()]*)\)$/.exec(word);
  return call === null ? undefined : functionColor(call[1] as 'rgb' | 'hsl', call[2]!.trim().split(/[\s,/]+/));
}

function hexColor(digits: string): SvgColor | undefined {
  if (!/^(?:[0-9a-f]{3,4}|[0-9a-f]{6}|[0-9a-f]{8})$/.test(digits)) return undefined;
  const long = digits.length < 6 ? digits.replace(/./g, '$&$&') : digits;
  return { color: `#${long.slice(0, 6)}`, opacity: long.length === 8 ? Number.parseInt(long.slice(6), 16) / 255 : 1 };
}

function functionColor(space: 'rgb' | 'hsl', parts: readonly string[]): SvgColor | undefined {
  const numbers = parts.map((part) => Number.parseFloat(part));
  if (numbers.length < 3 || numbers.length > 4 || numbers.some((n) => !Number.isFinite(n))) return undefined;
  const share = (i: number): number => clamp(parts[i]!.endsWith('%') ? numbers[i]! / 100 : numbers[i]!);
  const opacity = parts.length === 4 ? share(3) : 1;
  if (space === 'hsl') return { color: hex(fromHsl(numbers[0]!, clamp(numbers[1]! / 100), clamp(numbers[2]! / 100))), opacity };
  const channels = [0, 1, 2].map((i) => (parts[i]!.endsWith('%') ? numbers[i]! / 100 : numbers[i]! / 255));
  return { color: hex(channels.map(clamp)), opacity };
}

const clamp = (value: number): number => Math.min(1, Math.max(0, value));

const hex = (channels: readonly number[]): string =>
  `#${channels
    .map((c) =>
      Math.round(c * 255)
        .toString(16)
        .padStart(2, '0'),
    )
    .join('')}`;

/** CSS Color 4, 7.1. */
function fromHsl(hue: number, saturation: number, lightness: number): number[] {
  const amplitude = saturation * Math.min(lightness, 1 - lightness);
  return [0, 8, 4].map((n) => {
    const k = (n + (((hue % 360) + 360) % 360) / 30) % 12;
    return lightness - amplitude * Math.max(-1, Math.min(k - 3, 9 - k, 1));
  });
}
