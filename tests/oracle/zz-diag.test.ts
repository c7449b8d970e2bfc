import { it } from 'vitest';
import { silentLog } from '../../src/log.js';
import { nightly } from '../../src/nightly.js';
import { tempDir } from '../helpers/workspace.js';
import { putAwkwardReturns } from './awkward-returns.js';
import { computeOracle } from './oracle.js';
import { publishedRows } from './published.js';
import { tinyWorkspace } from './tiny-workspace.js';
it('diag', async () => {
  for (const seed of (process.env['SEEDS'] ?? '1').split(',').map(Number)) {
    const ws = tinyWorkspace(tempDir());
    putAwkwardReturns(ws, seed);
    await nightly({ workspace: ws, log: silentLog, until: 'build' });
    const o = computeOracle(ws);
    const rows = await publishedRows(
      ws,
      'internal',
      `select w.*, strftime(w.period, '%Y-%m') as m, strftime(w.return_period, '%Y-%m') as rm, (select count(*) from core.fct_worker_month x where x.period = w.period and x.workplace_id = w.workplace_id) as n,
     (select string_agg(concat_ws('/', job_role_code, age_years, (hourly_rate_gbp_hour*100)::int, (wage_floor_gbp_hour*100)::int), ' ') from (select * from core.fct_worker_month x where x.period = w.period and x.workplace_id = w.workplace_id)) as ws from core.fct_workplace_month w`,
    );
    const mine = new Map(o.months.map((m) => [`${m.submitter} ${m.workplace} ${m.month}`, m]));
    let shown = 0;
    const n = { rows: rows.length, mine: mine.size };
    for (const r of rows) {
      const k = `${r['submitter']} ${r['local_establishment_id']} ${r['m']}`;
      const m = mine.get(k);
      mine.delete(k);
      if (!m) {
        if (shown++ < 15) console.log('EXTRA', k);
        continue;
      }
      const sum = (x: ReadonlyMap<string, number> | null): number | null =>
        x === null ? null : [...x.values()].reduce((a, b) => a + b, 0);
      const a = {
        rm: m.returnMonth,
        area: m.area,
        setting: m.values.setting,
        sector: m.values.sector,
        stated: m.values.statedStaff,
        supplied: m.suppliedStaff,
        n: m.workers.length,
        e: m.workers.filter((w) => w.isEmployee).length,
        v: sum(m.values.vacancies),
        l: sum(m.values.leavers),
      };
      const b = {
        rm: r['rm'],
        area: r['area_code'],
        setting: r['care_setting'],
        sector: r['sector'],
        stated: r['stated_staff_count'],
        supplied: r['worker_record_count'],
        n: r['n'],
        e: r['employee_count'],
        v: r['vacancy_count'],
        l: r['leaver_count'],
      };
      if (m.returnMonth !== m.month) continue;
      const d = Object.keys(a).filter((x) => (a as never)[x] !== (b as never)[x]);
      if (d.length && shown++ < 40)
        console.log(
          seed,
          k,
          d.map((x) => `${x}: mine ${(a as never)[x]} got ${(b as never)[x]}`).join('; '),
        );
      const wm = m.workers
        .map((w) =>
          [w.role, w.age, w.hourlyPence, w.floorPence].filter((x) => x !== null).join('/'),
        )
        .sort()
        .join(' ');
      const wg = String(r['ws'] ?? '')
        .split(' ')
        .sort()
        .join(' ');
      if (!d.length && wm !== wg && shown++ < 40)
        console.log(
          seed,
          k,
          '\n  ',
          wm
            .split(' ')
            .filter((x) => !wg.split(' ').includes(x))
            .join(' '),
          '| got |',
          wg
            .split(' ')
            .filter((x) => !wm.split(' ').includes(x))
            .join(' '),
        );
    }
    console.log(seed, n, 'missing', [...mine.keys()].slice(0, 10));
    if (process.env['KEEP']) {
      const { cpSync } = await import('node:fs');
      cpSync(ws.dir, process.env['KEEP'], { recursive: true });
    }
  }
}, 200000);
