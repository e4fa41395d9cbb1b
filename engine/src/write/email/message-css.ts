import { onDark, type ScreenBrand } from '../html/brand-css.ts';

/** What style attributes cannot say: dark screens and small ones. */
export function messageCss(screen: ScreenBrand): string {
  const light = onDark(screen.main);
  const dark = [
    '.ph-ground,.ph-ground>table,.ph-ground>div{background-color:#0f1112 !important}',
    '.ph-card,.ph-card>table,.ph-card>table>tbody>tr>td{background-color:#16191b !important}',
    '.ph-t,.ph-t *,.ph-foot,.ph-foot *,.ph-foot div{color:#e3e6e7 !important}',
    `.ph-h,.ph-h *{color:${light} !important}`,
    `.ph-t a,.ph-h a{color:${light} !important}`,
    '.ph-box,.ph-th{background-color:#22282a !important}',
    // Lines, those of pieces without a name among them.
    '.ph-rule,.ph-stack tr,.ph-box,.ph-card p[style*=border-top]{border-color:#3b4346 !important}',
    // Colours of charts are made for light ground.
    '.ph-bar{box-shadow:inset 0 0 0 40px rgba(255,255,255,.3)}',
    // And so are logos.
    '.ph-logo img{background-color:#ffffff !important;border-radius:6px;padding:6px 8px;box-sizing:content-box}',
  ].join('');
  const small = [
    '.ph-column>table>tbody>tr>td{padding:0 0 12px !important}',
    '.ph-cell{display:block !important;width:auto !important;padding:0 0 8px !important}',
    `.ph-big>*{font-size:${MOST_ON_PHONES}px !important;line-height:1.2 !important}`,
    '.ph-stack thead{display:none !important}',
    '.ph-stack,.ph-stack tbody,.ph-stack tfoot,.ph-stack tr,.ph-stack td,.ph-stack th{display:block !important;width:auto !important;text-align:left !important;border:0 !important;padding:1px 0 !important}',
    '.ph-stack tr{padding:8px 0 !important;border-bottom:1px solid #d4d8da !important}',
    '.ph-label{display:inline !important;max-height:none !important;overflow:visible !important;font-size:inherit !important}',
  ].join('');
  return `.ph-t a{color:${screen.main}}@media only screen and (max-width:480px){${small}}@media (prefers-color-scheme:dark){${dark}}`;
}

/** The largest letters on a telephone, CSS pixels: long words of German have to find room. */
export const MOST_ON_PHONES = 28;
