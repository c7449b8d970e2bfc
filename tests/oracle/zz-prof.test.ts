import { it } from 'vitest';
import { openWorkspace } from '../../src/config.js';
import { readInbox } from './files.js';
import { workplaceMonths } from './returns.js';
import { computeOracle } from './oracle.js';
it('prof', () => {
  const ws = openWorkspace('/tmp/oracle-demo/ws');
  let t0 = performance.now(); let c0 = process.cpuUsage();
  const lap = (n: string): void => { const c = process.cpuUsage(c0); console.log(n, Math.round(performance.now() - t0), Math.round((c.user+c.system)/1000)); t0 = performance.now(); c0 = process.cpuUsage(); };
  const files = readInbox(ws.dir + '/data/inbox'); lap('read ' + files.reduce((n, f) => n + f.rows.length, 0));
  const m = workplaceMonths(files, 3); lap('months ' + m.length);
  computeOracle(ws); lap('all');
}, 120000);
