/** The widget's own looks: CloudWatch's defaults are for one table, and differ between its pages. */
import { type Markup, verbatim } from '#lib/markup.ts';

const css = `
.flyball{--text:#16202b;--quiet:#566373;--edge:#d8dee6;--raised:#f0f3f6;--good:#0b6e56;--good-back:#e3f4ee;--busy:#1f5fbf;--busy-back:#e6effb;--warn:#7a4800;--warn-back:#fff1d6;--bad:#b3261e;--bad-back:#fdecea;--line:#2f6fd0;--steps:#b05f00;--band:#2f6fd033;
font:13px/1.45 system-ui,-apple-system,"Segoe UI",Roboto,sans-serif;font-variant-numeric:tabular-nums;color:var(--text);container-type:inline-size;padding:2px}
.flyball.dark{--text:#e8edf3;--quiet:#a3b0bf;--edge:#36414e;--raised:#1e2630;--good:#4fd1a7;--good-back:#12332a;--busy:#8bbcff;--busy-back:#182c47;--warn:#f0b35a;--warn-back:#33270f;--bad:#ff9d94;--bad-back:#3a1d1d;--line:#5ea1ff;--steps:#f5a83c;--band:#5ea1ff40}
.flyball h2,.flyball h3,.flyball p,.flyball ul,.flyball ol{margin:0;padding:0;color:inherit}
.flyball h2{font-size:19px;font-weight:650;overflow-wrap:anywhere}
.flyball h3{font-size:13px;font-weight:650;margin-bottom:4px}
.flyball ol,.flyball section ul{padding-left:20px}
.flyball .quiet,.flyball .axis{color:var(--quiet)}
.flyball [role=button]{cursor:pointer;color:var(--busy);text-decoration:none}
.flyball [role=button]:hover{text-decoration:underline}
.flyball [role=button]:focus-visible,.flyball .scroll:focus-visible{outline:2px solid var(--busy);outline-offset:2px}
.flyball .bar{display:flex;flex-wrap:wrap;gap:4px 12px;align-items:center;justify-content:space-between;border-bottom:1px solid var(--edge);margin-bottom:10px}
.flyball .tabs{display:flex;flex-wrap:wrap}
.flyball .tab{padding:6px 12px;color:var(--quiet);border-bottom:3px solid transparent}
.flyball .tab[aria-current=true]{color:var(--text);font-weight:650;border-color:var(--busy)}
.flyball .btn{display:inline-block;padding:3px 12px;border:1px solid var(--busy);border-radius:14px;color:var(--busy);background:transparent;font-weight:600;font-size:12px;white-space:nowrap}
.flyball .btn-primary{background:var(--busy-back)}
.flyball .headline{display:flex;flex-wrap:wrap;gap:8px 16px;align-items:center;justify-content:space-between;padding:10px 14px;border-left:5px solid var(--edge);background:var(--raised);border-radius:0 8px 8px 0;margin-bottom:10px}
.flyball .headline.good{border-color:var(--good)}
.flyball .headline.warn{border-color:var(--warn);background:var(--warn-back)}
.flyball .headline.bad{border-color:var(--bad);background:var(--bad-back)}
.flyball .acts{display:flex;flex-wrap:wrap;gap:6px}
.flyball .orders{padding:8px 14px;margin-bottom:10px;background:var(--warn-back);color:var(--warn);border-radius:8px;overflow-wrap:anywhere}
.flyball .tiles{display:flex;flex-wrap:wrap;gap:6px;margin-bottom:12px}
.flyball .tile{flex:1 1 76px;display:flex;flex-direction:column;padding:6px 10px;border-radius:8px;background:var(--raised);color:var(--text);border-bottom:3px solid var(--edge)}
.flyball .tile b{font-size:20px;line-height:1.2}
.flyball .tile span{font-size:12px;white-space:nowrap}
.flyball .tile.none{color:var(--quiet);background:transparent}
.flyball .tile.good{border-color:var(--good)}
.flyball .tile.busy{border-color:var(--busy)}
.flyball .tile.warn{border-color:var(--warn)}
.flyball .tile.bad{border-color:var(--bad);background:var(--bad-back)}
.flyball .columns{display:flex;flex-wrap:wrap;gap:10px 24px;margin-bottom:12px}
.flyball .columns>section{flex:1 1 260px;min-width:0}
.flyball section{margin-bottom:10px;overflow-wrap:anywhere}
.flyball ul.list{list-style:none;padding:0}
.flyball ul.list li{padding:4px 0;border-bottom:1px solid var(--edge);overflow-wrap:anywhere}
.flyball ul.feed li{display:flex;flex-wrap:wrap;gap:2px 8px;align-items:baseline}
.flyball ul.feed details[open],.flyball ul.feed p{flex-basis:100%}
.flyball .count{white-space:nowrap}
.flyball details{margin:2px 0}
.flyball summary{cursor:pointer;color:var(--busy)}
.flyball .badge{display:inline-block;padding:0 8px;border-radius:9px;font-size:11px;line-height:18px;font-weight:650;white-space:nowrap;color:var(--quiet);background:var(--raised);border:1px solid var(--edge)}
.flyball .badge.good{color:var(--good);background:var(--good-back)}
.flyball .badge.busy{color:var(--busy);background:var(--busy-back)}
.flyball .badge.warn{color:var(--warn);background:var(--warn-back)}
.flyball .badge.bad{color:var(--bad);background:var(--bad-back)}
.flyball .missing{padding:4px 10px;margin-bottom:6px;color:var(--warn);background:var(--warn-back);border-radius:6px;overflow-wrap:anywhere}
.flyball .figures{display:flex;flex-wrap:wrap;gap:10px 28px;padding-top:8px;margin-bottom:10px;border-top:1px solid var(--edge)}
.flyball .figure{display:flex;flex-direction:column}
.flyball .figure b{font-size:17px}
.flyball .figure span{color:var(--quiet);font-size:12px}
.flyball .filter,.flyball .pager{display:flex;flex-wrap:wrap;gap:8px;align-items:center;margin-bottom:8px}
.flyball .pager{margin-top:8px}
.flyball input{min-width:0;width:220px;padding:3px 8px;font:inherit;color:var(--text);background:var(--raised);border:1px solid var(--quiet);border-radius:6px}
.flyball .scroll{overflow-x:auto}
.flyball table{border-collapse:collapse;width:100%}
.flyball th,.flyball td{padding:5px 12px 5px 0;text-align:left;vertical-align:top;border-bottom:1px solid var(--edge);color:var(--text);background:transparent;font-weight:400}
.flyball thead th{font-size:12px;color:var(--quiet);white-space:nowrap}
.flyball .num{white-space:nowrap}
.flyball th .name{font-weight:650}
.flyball tbody th{min-width:96px;max-width:260px;overflow-wrap:anywhere}
.flyball .why{color:var(--quiet)}
.flyball td.wide{min-width:220px;max-width:480px;overflow-wrap:anywhere}
.flyball td.quiet{color:var(--quiet)}
.flyball td.missing{color:var(--warn);background:var(--warn-back)}
.flyball .chart{display:block;max-width:100%;overflow:visible}
.flyball .chart path{fill:none;stroke-width:1.6}
.flyball .chart .steps{stroke:var(--steps)}
.flyball .chart .line,.flyball .chart .mid{stroke:var(--line)}
.flyball .chart .band{fill:var(--band);stroke:none}
.flyball .chart .level{stroke:var(--quiet);stroke-dasharray:3 3;stroke-width:1}
.flyball .axis{display:flex;justify-content:space-between;max-width:320px;font-size:11px}
@container (max-width:760px){.flyball .spare,.flyball .wide{display:none}.flyball .num{white-space:normal}}
`;

export const style: Markup = verbatim(`<style>${css.replaceAll('\n', '')}</style>`);
