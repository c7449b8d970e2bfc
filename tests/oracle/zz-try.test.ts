import { it } from 'vitest';
import { openWorkspace } from '../../src/config.js';
import { computeOracle } from './oracle.js';
import { publishedMeasures, publishedRows } from './published.js';
it('tries', async () => {
  const ws = openWorkspace(process.env['WS'] ?? '/tmp/oracle-demo/ws');
  const t0 = performance.now();
  const o = computeOracle(ws);
  console.log('oracle ms', performance.now() - t0, o.measures.size);
  const p = await publishedMeasures(ws);
  console.log('published', p.size, performance.now() - t0);
  const diffs = new Map<string, string[]>();
  const note = (k: string, what: string): void => {
    const m = k.split(' ')[0] + ' ' + what.split(' ')[0];
    const l = diffs.get(m) ?? [];
    l.push(k + ' :: ' + what);
    diffs.set(m, l);
  };
  for (const [k, e] of o.measures) {
    const g = p.get(k);
    if (!g) {
      note(k, 'missing');
      continue;
    }
    for (const f of Object.keys(e) as (keyof typeof e)[])
      if (e[f] !== g[f]) note(k, `${f} expected ${e[f]} got ${g[f]}`);
  }
  for (const k of p.keys()) if (!o.measures.has(k)) note(k, 'extra');
  for (const [m, l] of diffs) {
    console.log(m, l.length);
    for (const x of l.slice(0, 4)) console.log('   ', x);
  }
  const st = await publishedRows(
    ws,
    'internal',
    'select path, state, record_count, kept_count, quarantined_count, blank_count, reason from ops.delivery',
  );
  const mine = new Map(o.files.map((f) => [f.path, f]));
  for (const s of st) {
    const m = mine.get(String(s['path']));
    const state = String(s['state']).replace(/^accepted.*/, 'in_force');
    const q = m?.rows.filter((r) => r.isQuarantined).length;
    if (
      m?.state !== state ||
      (m.state === 'in_force' &&
        (q !== s['quarantined_count'] || m.rows.length - (q ?? 0) !== s['kept_count']))
    )
      console.log('STATE', s, m?.state, m?.rows.length, q);
  }
  console.log(st.length, o.files.length);
}, 120000);
