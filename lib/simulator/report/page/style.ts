/** One page, light and dark, from a phone to a wall screen. Inside the report, since a report is one file. */
import { type Markup, verbatim } from '#lib/markup.ts';

/** At least 4.5 to 1 against their background, light and dark, since labels are written in them too. */
const shades: readonly (readonly [light: string, dark: string])[] = [
  ['#0b6e56', '#4fd1a7'],
  ['#b34700', '#ff9d4d'],
  ['#2563c4', '#7ab0ff'],
  ['#98398a', '#e68bd3'],
  ['#5f45ba', '#bda4ff'],
  ['#7a5c00', '#e0c04a'],
  ['#00677c', '#4cc9e0'],
  ['#8f2b53', '#ff93b8'],
  ['#4f5d00', '#b5c94a'],
  ['#6b4226', '#d8a583'],
  ['#46525f', '#b4bfca'],
];

/** Past the last shade they begin again with a dashed line. */
const contenderRule = (index: number): string => {
  const [light, dark] = shades[index % shades.length] ?? ['#000', '#fff'];
  const dashes = index < shades.length ? '' : ';--dash:6 4';
  return `.who-${index}{--shade:light-dark(${light},${dark})${dashes}}
body:has(#show-${index}:not(:checked)) .who-${index}:not(.kept){display:none}`;
};

const base = `:root{color-scheme:light dark;--back:light-dark(#f4f6f8,#0d1117);--panel:light-dark(#fff,#151b23);
--edge:light-dark(#d8dee6,#2b3440);--text:light-dark(#16202b,#e8edf3);--muted:light-dark(#4d5966,#9aa7b6);
--grid:light-dark(#e3e8ee,#252e39);--load:light-dark(#c9d6e8,#2c3a4d);--bad:light-dark(#d93a2f,#ff6f61);
--good-back:light-dark(#e2f4ee,#12352b);
font:15px/1.5 system-ui,-apple-system,"Segoe UI",Roboto,sans-serif;font-variant-numeric:tabular-nums}
*{box-sizing:border-box}
body{margin:0;background:var(--back);color:var(--text);overflow-wrap:anywhere}
main{max-width:1180px;margin:0 auto;padding:24px 20px 64px}
h1{font-size:15px;font-weight:600;color:var(--muted);margin:0}
h2{font-size:18px;margin:0 0 4px} h2.next{margin-top:20px}
.headline{font-size:clamp(20px,3.2vw,28px);line-height:1.3;font-weight:650;margin:6px 0 12px;text-wrap:balance}
.note,figcaption,.axis-title,.x-title{color:var(--muted);margin:0}
section,.cautions{background:var(--panel);border:1px solid var(--edge);border-radius:10px;padding:18px 20px;margin:18px 0 0}
.cautions{border-left:4px solid var(--bad)} .cautions p{margin:4px 0}
code,pre{font:13px/1.5 ui-monospace,SFMono-Regular,Menlo,Consolas,monospace}
pre{margin:8px 0 0;white-space:pre-wrap}
figure{margin:0}
a:focus-visible,summary:focus-visible,input:focus-visible,.scroll:focus-visible{outline:2px solid var(--text);outline-offset:2px}`;

const charts = `.plot{display:grid;grid-template-columns:auto 1fr;margin:4px 0 0;font-size:12px}
.field{position:relative;height:340px;border:solid var(--edge);border-width:0 0 1px 1px}
.field svg{position:absolute;inset:0;width:100%;height:100%;overflow:visible}
.y-marks{position:relative;min-width:44px} .y-marks .mark{position:absolute;right:6px;transform:translateY(50%)}
.x-marks{grid-column:2;position:relative;height:22px} .x-marks .mark{position:absolute;top:4px;transform:translateX(-50%)}
.mark{color:var(--muted);white-space:nowrap} .x-title{grid-column:2;text-align:right} .axis-title{font-size:12px;margin-top:8px}
path{vector-effect:non-scaling-stroke;fill:none} .grid{stroke:var(--grid);stroke-width:1}
.demand{fill:var(--load)} .short{fill:var(--bad);opacity:.55}
.line{stroke:var(--shade);stroke-width:1.5;stroke-dasharray:var(--dash,none);stroke-linejoin:round} .line.who-0{stroke-width:2.5}
.dot,.stand{stroke:var(--shade);stroke-linecap:round;stroke-width:6} .stand{stroke-width:13}
.text{color:var(--shade)} .label{position:absolute;white-space:nowrap;padding:0 10px;transform:translateY(50%);pointer-events:none}
.label b{background:color-mix(in srgb,var(--panel) 75%,transparent);border-radius:3px}
.label.before{transform:translate(-100%,50%)}
.strip-row{display:grid;grid-template-columns:200px 1fr 150px;gap:2px 14px;align-items:center;margin-top:6px}
.strip{height:44px;position:relative;border-bottom:1px solid var(--edge)} .strip svg{position:absolute;width:100%;height:100%}
.sum{text-align:right;color:var(--muted);white-space:nowrap;font-size:13px}
fieldset{border:0;padding:0;margin:12px 0 4px;display:flex;flex-wrap:wrap;gap:4px 16px} legend{padding:0;color:var(--muted)}
fieldset label{display:inline-flex;align-items:center;gap:6px;min-height:28px;cursor:pointer}
.swatch{width:18px;height:0;border-top:3px solid var(--shade)} .swatch.load{border-top:12px solid var(--load)}
input{accent-color:var(--shade)}`;

const tables = `.scroll{overflow-x:auto;margin-top:10px} table{border-collapse:collapse;font-size:13px;width:100%}
th{overflow-wrap:normal}
th,td{padding:6px 10px;border-bottom:1px solid var(--edge);text-align:right;white-space:nowrap;vertical-align:top}
th:first-child{text-align:left} tbody th{position:sticky;left:0;background:var(--panel);font-weight:600}
td.best{background:var(--good-back);font-weight:650}
dl{display:grid;grid-template-columns:max-content 1fr;gap:4px 18px;margin:10px 0 0} dt{color:var(--muted)} dd{margin:0}
summary{cursor:pointer;margin-top:12px}
@media (max-width:640px){main{padding:16px 12px 48px} section,.cautions{padding:14px 12px}
.field{height:240px} .spare{display:none} .y-marks{min-width:34px} .strip-row{grid-template-columns:1fr auto} .strip{grid-column:1/-1;order:1}
.label{font-size:10px;padding:0 7px} dl{grid-template-columns:1fr} dd{margin-bottom:6px} tbody th{max-width:130px;white-space:normal}}
@media print{section{break-inside:avoid} body{background:none}}`;

export const style = (contenders: number): Markup => {
  const rules = Array.from({ length: contenders }, (_, index) => contenderRule(index));
  return verbatim(`<style>\n${[base, charts, tables, ...rules].join('\n')}\n</style>`);
};
