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
    '.ph-rule{border-color:#3b4346 !important}',
    // Logos are made for light ground.
    '.ph-logo img{background-color:#ffffff !important;border-radius:6px}',
  ].join('');
  const small = [
    '.ph-column>table>tbody>tr>td{padding:0 !important}',
    '.ph-stack thead{display:none !important}',
    '.ph-stack,.ph-stack tbody,.ph-stack tfoot,.ph-stack tr,.ph-stack td,.ph-stack th{display:block !important;width:auto !important;text-align:left !important;border:0 !important;padding:1px 0 !important}',
    '.ph-stack tr{padding:8px 0 !important;border-bottom:1px solid #d4d8da !important}',
    '.ph-label{display:inline !important;max-height:none !important;overflow:visible !important;font-size:inherit !important}',
  ].join('');
  return `.ph-t a{color:${screen.main}}@media (prefers-color-scheme:dark){${dark}}@media only screen and (max-width:480px){${small}}`;
}
