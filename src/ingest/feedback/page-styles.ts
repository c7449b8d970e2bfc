/** The styles of the page: one column for a screen and a phone, one sheet of A4 in print. */
export const PAGE_STYLES = `
*{box-sizing:border-box}
body{margin:0 auto;max-width:60rem;padding:0 1rem 2rem;background:#fff;color:#0b0c0c;font:1.0625rem/1.45 "Source Sans 3",Arial,sans-serif;font-variant-numeric:tabular-nums}
.demonstration{max-width:none;margin:0 -1rem;padding:.5rem 1rem;background:#801650;color:#fff;font-weight:600}
header{border-top:8px solid #12436d;margin-top:0;padding-top:1rem}
.kicker{margin:0;color:#505a5f;font-weight:600;overflow-wrap:anywhere}
h1{font-size:2.25rem;line-height:1.15;margin:.125rem 0 1rem}
h2{font-size:1.375rem;line-height:1.2;margin:2rem 0 .5rem}
p{margin:0 0 .5rem;max-width:46rem}
.short{border-left:6px solid #12436d;background:#f3f2f1;padding:.75rem 1rem .375rem}
.short p{font-size:1.125rem}
.scroll{overflow-x:auto}
.scroll:focus{outline:3px solid #ffdd00;box-shadow:0 0 0 5px #0b0c0c}
table{border-collapse:collapse;width:100%;min-width:36rem;font-size:1rem;line-height:1.35}
caption{text-align:left;color:#505a5f;padding:0 0 .375rem}
th,td{text-align:left;vertical-align:top;padding:.375rem .875rem .375rem 0;border-bottom:1px solid #b1b4b6;font-weight:400;overflow-wrap:break-word}
th:last-child,td:last-child{padding-right:0}
thead th{font-weight:600;vertical-align:bottom;border-bottom:2px solid #0b0c0c}
tbody th{font-weight:600}
.number{text-align:right;white-space:nowrap;padding-right:1.75rem}
thead .number{white-space:normal}
footer{margin-top:2rem;border-top:1px solid #b1b4b6;padding-top:.75rem;color:#505a5f;font-size:.9375rem}
footer p{max-width:none}
@page{size:A4;margin:12mm 14mm}
@media print{
body{max-width:none;padding:0;font-size:9pt;line-height:1.3;print-color-adjust:exact;-webkit-print-color-adjust:exact}
.demonstration{margin:0;padding:1mm 2mm}
header{border-top-width:1.5mm;padding-top:2mm}
h1{font-size:18pt;margin-bottom:2mm}h2{font-size:12pt;margin:4mm 0 1mm;break-after:avoid}
p{margin-bottom:1mm;max-width:none}.short{padding:2mm 3mm 1mm}.short p{font-size:10pt}
.scroll{overflow:visible}table{min-width:0;font-size:8.5pt;line-height:1.2}
th,td{padding:.8mm 2.5mm .8mm 0}.number{padding-right:5mm}tr,section{break-inside:avoid}thead{display:table-header-group}caption{padding-bottom:.5mm}
footer{margin-top:4mm;padding-top:1.5mm;font-size:8pt}
}
`.replaceAll('\n', '');
