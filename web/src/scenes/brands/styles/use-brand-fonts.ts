import { useEffect } from 'react';
import type { BrandDraft } from '../use-brand-draft.ts';

const looks = {
  regular: {},
  bold: { weight: '700' },
  italic: { style: 'italic' },
  boldItalic: { weight: '700', style: 'italic' },
} as const;

/** Makes the brand's fonts known to the page as `bd-<family>`, for samples. */
export function useBrandFonts({ brand: { fonts }, bytes }: BrandDraft): void {
  useEffect(() => {
    const faces = Object.entries(fonts).flatMap(([name, family]) =>
      Object.entries(looks).flatMap(([cut, look]) => {
        const file = bytes[family[cut as keyof typeof looks] ?? ''];
        return file ? [new FontFace(`bd-${name}`, file.slice().buffer, look)] : [];
      }),
    );
    for (const face of faces) {
      document.fonts.add(face);
      // A sample in another font is better than none.
      face.load().catch(() => undefined);
    }
    return () => {
      for (const face of faces) document.fonts.delete(face);
    };
  }, [fonts, bytes]);
}
