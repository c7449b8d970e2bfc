import { PALETTE } from '../../charts/palette.js';
import { FONT_FAMILY } from '../../charts/font.js';

const { text, secondary, border, grid, link, focus, paper, panel, darkBlue, darkPink } = PALETTE;

const SCREEN = `
*{box-sizing:border-box}
html{-webkit-text-size-adjust:100%;text-size-adjust:100%}
body{margin:0;background:${paper};color:${text};font:1.125rem/1.5 "${FONT_FAMILY}",Arial,sans-serif;font-variant-numeric:tabular-nums}
.page{max-width:62rem;margin:0 auto;padding:0 1rem}
p,ul,ol,dl{margin:0 0 1rem}
.prose{max-width:44rem}
a{color:${link}}
a:focus,summary:focus,button:focus,input:focus,[tabindex]:focus{outline:3px solid ${focus};outline-offset:0;box-shadow:0 0 0 5px ${text}}
.skip{position:absolute;left:-999rem}
.skip:focus{position:static;display:block;padding:.5rem 1rem;background:${focus};color:${text};outline:0;box-shadow:none}
.demonstration{background:${darkPink};color:${paper};font-weight:600}
.demonstration p{margin-top:0;margin-bottom:0;padding-top:.5rem;padding-bottom:.5rem}.hidden{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
.print-mark{display:none}
.masthead{border-top:10px solid ${darkBlue};padding:1.5rem 0 0}
.kicker{margin:0;color:${secondary};font-weight:600}
h1,h2,h3,h4{line-height:1.15;font-weight:600;margin:0;text-wrap:balance}
h1{font-size:2.75rem;letter-spacing:-.01em;margin:.25rem 0 1.5rem;max-width:48rem}
.sub{display:block;font-size:1.5rem;font-weight:400;letter-spacing:0;margin-top:.375rem}
h2{font-size:1.75rem;margin:0 0 1rem;padding-top:1rem;border-top:2px solid ${text}}
h3{font-size:1.3125rem;margin:0 0 .25rem;max-width:44rem}
h4{font-size:1.125rem;margin:1.5rem 0 .5rem}
section{margin:3rem 0 0}
.spaced{margin:2rem 0 .75rem}
.terms dd{max-width:44rem}
.facts{display:grid;grid-template-columns:repeat(4,1fr);margin:0;border-bottom:1px solid ${border}}
.facts div{padding:.625rem 1rem .625rem 0;border-top:1px solid ${border}}
.facts dt{color:${secondary};font-size:1rem}
.facts dd{margin:0}
.placeholder{background:${panel};-webkit-box-decoration-break:clone;box-decoration-break:clone}
.contents{margin:2rem 0 0}
.contents ol{columns:2 18rem;padding-left:1.5rem;margin:.5rem 0 0}
.contents ul{padding-left:1.5rem;margin:.5rem 0 0}.contents h2{font-size:1.125rem;border:0;padding:0;margin:0}
.messages{border-left:6px solid ${darkBlue};background:${panel};padding:1.25rem 1.25rem .5rem 2.75rem;margin:0;font-size:1.25rem;line-height:1.4}
.messages li{padding-left:.25rem;margin:0 0 .75rem;max-width:44rem}
.messages li::marker{font-weight:600;color:${darkBlue}}
.scroll,.chart-box{overflow-x:auto;background:linear-gradient(90deg,${paper},${paper}) 0 0/1rem 100% no-repeat local,linear-gradient(90deg,${paper},${paper}) 100% 0/1rem 100% no-repeat local,linear-gradient(90deg,${grid},${paper}) 0 0/.75rem 100% no-repeat,linear-gradient(270deg,${grid},${paper}) 100% 0/.75rem 100% no-repeat}
.scroll{margin:0 0 1rem}
table{border-collapse:collapse;width:100%;font-size:1rem;line-height:1.35}
caption{text-align:left;font-weight:600;font-size:1.125rem;padding:0 0 .5rem}
caption span{display:block;position:sticky;left:0;width:fit-content;max-width:calc(100vw - 2rem)}
th,td{text-align:left;vertical-align:top;padding:.5rem 1rem .5rem 0;border-bottom:1px solid ${border};font-weight:400}
th:last-child,td:last-child{padding-right:0}
thead th,thead td{font-weight:600;vertical-align:bottom;border-bottom:2px solid ${text}}
tbody th{font-weight:600}
.number{text-align:right;white-space:nowrap}
thead .number{white-space:normal}
.wide{min-width:54rem}
.wide td,.wide thead th{width:16%}.wide tbody th{width:20%}
.middling{min-width:38rem}
.detail{display:block;color:${secondary};font-size:.9375rem;font-weight:400}
.value{font-weight:600}
.note{color:${secondary};font-size:1rem;max-width:48rem;margin:0 0 .5rem}
figure{margin:2.5rem 0 0}
.chart-box{margin:.75rem 0}
.chart-box svg{display:block;width:100%;height:auto;min-width:31rem;max-width:44rem}
figcaption p{margin:0 0 .25rem}
details{margin:.75rem 0 0}
summary{color:${link};cursor:pointer;width:fit-content;max-width:100%;text-decoration:underline}
details[open] summary{margin-bottom:1rem}
.terms div{display:grid;grid-template-columns:11rem 1fr;gap:0 1rem}.marks div{grid-template-columns:3.5rem 1fr}
.terms dt{font-weight:600}
.terms dd{margin:0 0 .75rem}
.terms dd p{margin:0}
.question{margin:0 0 1.5rem}
.question p{margin:0 0 .25rem}
.numbered{display:grid;grid-template-columns:2.75rem 1fr}.paragraph{color:${secondary}}
.letters{list-style:none;counter-reset:letter;padding:0}.letters li{counter-increment:letter;padding-left:2.75rem;position:relative;margin:0 0 .5rem}.letters li::before{content:"(" counter(letter,lower-alpha) ")";position:absolute;left:0}
.spark{display:inline-block;margin-left:.5rem;vertical-align:middle;fill:none;stroke:${darkBlue};stroke-width:1.5;stroke-linecap:round;stroke-linejoin:round}
.sort{font:inherit;color:${link};background:none;border:0;padding:.25rem 0;margin:-.25rem 0;text-align:right;cursor:pointer;text-decoration:underline;min-height:1.5rem}.sort .detail{display:inline-block}
.sort::before{content:"\\2195";content:"\\2195"/"";display:inline-block;width:1.1em;text-align:center}[aria-sort=descending] .sort::before{content:"\\2193";content:"\\2193"/""}[aria-sort=ascending] .sort::before{content:"\\2191";content:"\\2191"/""}
.files{list-style:none;padding:0;margin-bottom:1.5rem;display:flex;flex-wrap:wrap;gap:.25rem 1.5rem}
.search label{display:block;font-weight:600}.search input{font:inherit;color:${text};background:${paper};width:100%;max-width:28rem;padding:.375rem .5rem;border:2px solid ${text};border-radius:0}.search p{margin:.25rem 0 0;min-height:1.5em;color:${secondary}}[hidden]{display:none!important}
footer.page{margin-top:4rem;padding-top:1.5rem;padding-bottom:3rem;border-top:1px solid ${border};color:${secondary};font-size:1rem}
@media (max-width:40rem){body{font-size:1.0625rem}h1{font-size:1.875rem}h2{font-size:1.5rem}.messages{font-size:1.125rem;padding:1rem .875rem .25rem 2.125rem}section{margin-top:2.25rem}.sub{font-size:1.25rem}.facts{grid-template-columns:1fr 1fr}.terms div{display:block}.marks div{display:grid}}
`;

const PRINT = `
@page{size:A4;margin:13mm 15mm 15mm}
@page{@bottom-right{content:counter(page) " of " counter(pages);font:9pt "${FONT_FAMILY}",Arial,sans-serif;color:${secondary}}}
@media print{
body{font-size:10pt;line-height:1.35;print-color-adjust:exact;-webkit-print-color-adjust:exact}
.page{max-width:none;padding:0}
.demonstrated .page{margin-left:8mm}
.print-mark{display:block;position:fixed;left:0;top:0;bottom:0;writing-mode:vertical-rl;transform:rotate(180deg);text-align:center;font-size:9pt;font-weight:600;color:${darkPink};border-left:1pt solid ${darkPink};padding-left:1mm}
.skip,.contents,summary,.one-page details,.demonstration,.files,.search,.hint{display:none}details::details-content{content-visibility:visible;block-size:auto}details table{width:auto;min-width:75%}details th,details td{padding-top:1mm;padding-bottom:1mm}.sort{color:inherit;text-decoration:none;padding:0;margin:0;min-height:0}.sort::before{display:none}
.masthead{padding-top:4mm;border-top-width:2mm}
h1{font-size:22pt;margin-bottom:4mm}h2{font-size:15pt;padding-top:2mm;margin-bottom:3mm}h3{font-size:12pt}h4{font-size:10.5pt;margin-top:3mm}
section{margin-top:5mm}p,ul,ol,dl{margin-bottom:2mm}.spaced{margin:4mm 0 1mm}.question{margin-bottom:3mm}.terms dd{margin-bottom:1.5mm}
h2,h3,h4,caption,.subtitle{break-after:avoid}
figcaption,.messages li:last-child{break-before:avoid}
.chart-box,h2,h3,h4,tr,.scroll,.question,.messages li,.terms div{break-inside:avoid}
thead{display:table-header-group}
.messages{font-size:11.5pt;padding:3mm 4mm 1mm 9mm}
.messages li{margin-bottom:2mm}
.facts{grid-template-columns:repeat(4,1fr)}.facts div{padding:1.5mm 2mm 1.5mm 0}.facts dt,.note,.detail{font-size:9pt}
table{font-size:9.5pt;line-height:1.25}th,td{padding:1.5mm 3mm 1.5mm 0}caption{font-size:10.5pt}
.wide,.middling{min-width:0}.scroll,.chart-box{overflow:visible;background:none}caption span{max-width:none}.sub{font-size:13pt}
.chart-box svg{min-width:0;max-width:122mm;max-height:225mm}
figure{margin-top:5mm}
p{orphans:3;widows:3}
a{color:inherit;text-decoration:none}
footer.page{margin-top:8mm;padding-top:3mm;padding-bottom:0;font-size:9pt}
.one-page{font-size:9pt;line-height:1.25}.one-page .masthead{padding-top:2mm}.one-page h1{font-size:17pt;margin-bottom:2mm}.one-page .sub{font-size:11pt;margin-top:1mm}.one-page h2{font-size:12pt;padding-top:1mm;margin-bottom:1.5mm}.one-page h3{font-size:10.5pt}
.one-page section,.one-page footer.page{margin-top:3mm;padding-top:0}.one-page .messages{font-size:9.5pt;line-height:1.3;padding:2mm 3mm 1mm 8mm}.one-page .messages li{margin-bottom:1mm;max-width:none}.one-page figure{margin-top:0}.one-page .note{margin-bottom:1mm}
.one-page table{font-size:9pt}.one-page th,.one-page td{padding:.75mm 2mm .75mm 0}.one-page .scroll{margin-bottom:1mm}.one-page .chart-box{margin:1.5mm 0}.one-page .chart-box svg{max-width:110mm;max-height:80mm}
}
`;

/** The whole style sheet of a page, without the fonts. */
export const STYLES = minified(SCREEN + PRINT);

function minified(css: string): string {
  return css.replaceAll('\n', '');
}
