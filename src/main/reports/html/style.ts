/** The app's colours (theme/tokens.css), as far as a report needs them. A test keeps the two alike. */
export const lightTokens: Readonly<Record<string, string>> = {
  '--s-window': '#f3f3f6',
  '--s-main': '#ffffff',
  '--s-inset': '#f8f8fa',
  '--l-1': '#ebebf0',
  '--l-2': '#dcdce3',
  '--t-1': '#1a1b21',
  '--t-2': '#4d505d',
  '--t-3': '#656876',
  '--a-solid': '#4652cc',
  '--a-text': '#3e49c2',
  '--works-t': '#12693c',
  '--works-m': '#219a5a',
  '--works-b': '#e8f5ed',
  '--works-l': '#b9dfc8',
  '--expiring-t': '#825000',
  '--expiring-m': '#c17a02',
  '--expiring-b': '#fcf2de',
  '--broken-t': '#b0241f',
  '--broken-m': '#d93a34',
  '--broken-b': '#fcecea',
  '--unknown-t': '#595c69',
  '--unknown-m': '#848794',
  '--unknown-b': '#efeff3',
  '--c-rest': '#c9cad3',
}

export const darkTokens: Readonly<Record<string, string>> = {
  '--s-window': '#101115',
  '--s-main': '#16171c',
  '--s-inset': '#1a1c22',
  '--l-1': '#24262d',
  '--l-2': '#33353f',
  '--t-1': '#ecedf2',
  '--t-2': '#b3b6c2',
  '--t-3': '#8f929f',
  '--a-solid': '#5662de',
  '--a-text': '#a4adff',
  '--works-t': '#6fd29b',
  '--works-m': '#3fbd7a',
  '--works-b': '#14291f',
  '--works-l': '#235039',
  '--expiring-t': '#ecbb5c',
  '--expiring-m': '#e0a32e',
  '--expiring-b': '#2e2513',
  '--broken-t': '#ff978f',
  '--broken-m': '#ee5a52',
  '--broken-b': '#361b1c',
  '--unknown-t': '#a3a6b3',
  '--unknown-m': '#787b89',
  '--unknown-b': '#24262e',
  '--c-rest': '#454853',
}

const declarations = (tokens: Readonly<Record<string, string>>): string =>
  Object.entries(tokens)
    .map(([name, value]) => `${name}:${value}`)
    .join(';')

const tones = ['works', 'expiring', 'broken', 'unknown']
  .map(tone => `.${tone}{--vt:var(--${tone}-t);--vm:var(--${tone}-m);--vb:var(--${tone}-b)}`)
  .join('\n')

/** The one style sheet of a report: both themes, and paper, which is always light. */
export const style = `
:root{color-scheme:light dark;${declarations(lightTokens)}}
@media screen and (prefers-color-scheme:dark){:root{${declarations(darkTokens)}}}
${tones}
*{box-sizing:border-box}
body{margin:0;background:var(--s-window);color:var(--t-1);font:13px/20px -apple-system,"Segoe UI Variable Text","Segoe UI",Inter,"Adwaita Sans",Cantarell,"Noto Sans",Ubuntu,"DejaVu Sans",sans-serif;font-variant-numeric:tabular-nums}
main{max-width:1080px;margin:0 auto;padding:24px 28px 48px;background:var(--s-main);min-height:100vh}
h1{margin:0;font-size:18px;line-height:24px;font-weight:600}
h2{margin:28px 0 8px;font-size:13px;line-height:20px;font-weight:600}
h3{margin:12px 0 4px;font-size:12px;line-height:16px;font-weight:600}
p{margin:0 0 8px;max-width:76ch}
ul,ol{margin:0 0 8px;padding-left:20px}
a{color:var(--a-text)}
a:focus-visible,summary:focus-visible{outline:2px solid var(--a-solid);outline-offset:1px;border-radius:4px}
.hint{color:var(--t-3);font-size:12px;line-height:16px}
.pictures{display:grid;grid-template-columns:repeat(auto-fit,minmax(320px,1fr));gap:24px 36px;margin:20px 0 16px}
figure{margin:0}
figcaption{font-weight:600;margin-bottom:8px}
figure svg{display:block;width:100%;height:auto}
.sq{fill:var(--vm)}
.sq.works{fill:var(--works-l)}
.bar{fill:var(--c-rest)}
.bar.expiring{fill:var(--expiring-m)}
.bar.broken{fill:var(--broken-m)}
.axis{fill:var(--t-3);font-size:11px}
.counts{display:flex;flex-wrap:wrap;gap:4px 20px;margin:0;padding:10px 0;border:solid var(--l-1);border-width:1px 0;list-style:none}
.v{flex:none;width:12px;height:12px;vertical-align:-1px;margin-right:6px;color:var(--vm)}
.cut{fill:none;stroke:var(--s-main);stroke-width:1.4;stroke-linecap:round;stroke-linejoin:round}
.verdict{color:var(--vt);font-weight:500;white-space:nowrap}
.verdict.works{color:var(--t-2);font-weight:400}
.n{color:var(--t-3);margin-left:6px}
table{width:100%;border-collapse:collapse;font-size:12px;line-height:16px}
th{padding:7px 12px 7px 0;text-align:left;font-weight:500;color:var(--t-2);border-bottom:1px solid var(--l-2)}
td{padding:6px 12px 6px 0;vertical-align:top;border-bottom:1px solid var(--l-1);overflow-wrap:anywhere}
td:first-child,td.day{white-space:nowrap;overflow-wrap:normal}
td a{color:inherit;font-weight:500;text-decoration-color:var(--l-2);text-underline-offset:3px}
th.num,td.num{text-align:right}
details{border-bottom:1px solid var(--l-1)}
summary{padding:6px 0;cursor:default;overflow-wrap:anywhere}
summary b{font-weight:600}
.detail{scroll-margin-top:40px;padding:0 0 16px 18px;overflow-wrap:anywhere}
.message{margin:0;padding:10px 12px;background:var(--s-inset);border:1px solid var(--l-1);border-radius:8px;white-space:pre-wrap;max-width:76ch}
.id{font:12px/16px ui-monospace,"SF Mono","Cascadia Code","JetBrains Mono",Menlo,Consolas,"Noto Sans Mono","DejaVu Sans Mono",monospace;color:var(--t-2)}
@media print{
:root{color-scheme:light}
body,main{background:#fff}
main{max-width:none;padding:0}
details::details-content{content-visibility:visible;display:block;height:auto}
summary{list-style:none}
tr,figure,.message,summary{break-inside:avoid}
summary{break-after:avoid}
thead{display:table-header-group}
*{print-color-adjust:exact;-webkit-print-color-adjust:exact}
}
`
