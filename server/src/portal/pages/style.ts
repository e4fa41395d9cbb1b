import { type PageColours, pageColours } from './colours.ts';

/** The style of all pages in the colours and the type of a brand. */
export function styleOf(colors: { readonly [name: string]: string }, font: string | undefined): string {
  const family = `${font === undefined ? '' : `${font.replace(/[^\w\s',-]/g, '')}, `}system-ui, 'Segoe UI', Roboto, Helvetica, Arial, sans-serif`;
  return `:root{${variables(pageColours(colors, 'light'))}color-scheme:light dark}
@media (prefers-color-scheme:dark){:root{${variables(pageColours(colors, 'dark'))}}.logo{background:#fff;padding:8px 12px;border-radius:8px}}
*{box-sizing:border-box}
html{font-family:${family};font-size:100%;line-height:1.5;color:var(--ink);background:var(--paper);-webkit-text-size-adjust:100%}
body{margin:0 auto;max-width:42rem;padding:20px 20px 48px;overflow-wrap:break-word}
header{padding:4px 0 16px;border-bottom:3px solid var(--brand);margin-bottom:24px}
.logo{display:inline-block;max-width:100%;line-height:0}.logo img{height:44px;max-width:220px;object-fit:contain}
h1{font-size:1.6rem;line-height:1.25;margin:0 0 8px}h2,legend{font-size:1.1rem;font-weight:650;line-height:1.3}
h2{margin:32px 0 8px}p{margin:0 0 12px}a{color:var(--brand)}
.quiet{color:var(--quiet);font-size:.925rem}
fieldset{border:1px solid var(--rule);border-radius:10px;margin:0 0 20px;padding:4px 16px 12px;min-width:0}
legend{padding:0 6px;margin-left:-6px}
label.choice{display:flex;gap:12px;align-items:flex-start;padding:9px 0;min-height:44px;cursor:pointer}
label.choice+label.choice{border-top:1px solid var(--rule)}
input[type=checkbox],input[type=radio]{width:22px;height:22px;margin:1px 0 0;flex:none;accent-color:var(--brand)}
.field{margin:12px 0}.field>label{display:block;font-weight:600;margin-bottom:4px}
select,input:is([type=email],[type=text],[type=search],[type=date]){font:inherit;color:inherit;background:var(--paper);border:1px solid var(--quiet);border-radius:8px;padding:10px 12px;width:100%;min-height:44px}
button{font:inherit;font-weight:650;border-radius:8px;border:2px solid var(--brand);background:var(--brand);color:var(--onBrand);padding:10px 20px;min-height:46px;cursor:pointer}
button.plain{background:transparent;color:var(--brand)}
:focus-visible{outline:3px solid var(--brand);outline-offset:3px;border-radius:6px}
.bar{display:flex;flex-wrap:wrap;gap:12px;margin:20px 0}
.note{background:var(--tint);border-left:4px solid var(--brand);border-radius:0 10px 10px 0;padding:14px 16px;margin:0 0 24px}.note p:last-child{margin:0}
.note form{margin-top:10px}
ul.documents{list-style:none;margin:0 0 20px;padding:0}
.documents li{border:1px solid var(--rule);border-radius:10px;padding:14px 16px;margin:0 0 12px}.documents li.unread{border-left:5px solid var(--brand);background:var(--tint)}
.documents h2{margin:0 0 4px;font-size:1.1rem}.documents p{margin:0}.documents a,button.link{display:inline-block;padding:6px 0;min-height:32px}
button.link{border:0;background:transparent;color:var(--brand);text-decoration:underline;text-align:left;font-weight:inherit;width:auto;border-radius:0}
.unread h2 button.link{font-weight:700}.deeds a,.deeds button{min-width:44px;min-height:44px;padding:10px 0}
.new{color:var(--onBrand);background:var(--brand);border-radius:6px;padding:1px 8px;margin-right:4px}
.search{margin:0 0 20px}summary{padding:10px 0;min-height:44px;cursor:pointer}.pair{display:grid;grid-template-columns:repeat(auto-fit,minmax(9rem,1fr));gap:0 12px}
a.button{display:inline-block;border:2px solid var(--brand);border-radius:8px;padding:9px 20px;min-height:46px;text-decoration:none;font-weight:650;text-align:center}
.pages{display:flex;flex-wrap:wrap;gap:12px;justify-content:space-between;align-items:center;margin:0 0 20px}.pages a{padding:10px 0;min-height:44px}
.apart{margin-top:28px}.apart a{display:inline-block;padding:10px 0;min-height:44px}
ul.devices{list-style:none;margin:0 0 20px;padding:0}.devices li{display:flex;gap:16px;align-items:center;justify-content:space-between;padding:10px 0;border-bottom:1px solid var(--rule)}.devices button{width:auto}[hidden]{display:none!important}
footer{margin-top:40px;padding-top:16px;border-top:1px solid var(--rule);color:var(--quiet);font-size:.875rem}
@media (max-width:480px){button:not(.link),a.button{width:100%}}
@media (prefers-reduced-motion:no-preference){button{transition:opacity .15s}button:hover{opacity:.9}}`;
}

const variables = (colours: PageColours): string =>
  Object.entries(colours)
    .map(([name, value]) => `--${name}:${value};`)
    .join('');
