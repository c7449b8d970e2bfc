import { execFile } from 'node:child_process';
import { appendFileSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { packageDir } from '../src/config.js';
import { literal, openForBuild, type Database } from '../src/warehouse/database.js';
import { measureVariant, sampleOf, type Sample } from './child.js';
import { NATIONAL, writeNation } from './national-rows.js';
import { inRounds, line, thousands, type SectionOptions } from './sections.js';
import { ratioOf, type Line, type Section } from './table.js';

const run = promisify(execFile);

const FAMILIES = ['vacancy_rate', 'turnover_rate', 'hourly_pay'];

/** Another tool that makes the same figures by the script that one would write in it. */
interface Peer {
  readonly name: string;
  /** Commands that may have it, the first that has counts. */
  readonly commands: readonly string[];
  /** Arguments that succeed where it is installed. */
  readonly probe: readonly string[];
  readonly script: string;
}

const PEERS: readonly Peer[] = [
  {
    name: 'pandas',
    commands: ['python3', '/usr/bin/python3'],
    probe: ['-c', 'import pandas'],
    script: 'figures.py',
  },
  {
    name: 'data.table',
    commands: ['Rscript'],
    probe: ['-e', 'library(data.table)'],
    script: 'figures.R',
  },
];

/** What a peer's script reads: already cleaned and joined as far as our models bring it. */
const TABLES: Readonly<Record<string, string>> = {
  bridge: 'select area_code, ancestor_area_code from run.core.bridge_area',
  setting: `select care_setting, care_setting as member_of from run.reference.care_setting
    where care_setting <> 'all'
    union all
    select care_setting, part_of_care_setting from run.reference.care_setting
    where part_of_care_setting <> 'all'`,
  workplace: `select period, workplace_id, organisation_id, area_code, care_setting, sector,
        vacancy_exclusion_reason is null as counts_in_vacancy_rate,
        turnover_exclusion_reason is null as counts_in_turnover_rate,
        exclusion_reason is null as counts_in_pay
    from run.core.fct_workplace_month`,
  role: `select period, workplace_id, job_role_code as job_role,
        employee_count, vacancy_count, leaver_count
    from run.core.fct_workplace_role_month`,
  worker: `select period, workplace_id, job_role_code as job_role,
        cast(hourly_rate_clean_gbp_hour * 100 as integer) as rate,
        cast(wage_floor_gbp_hour * 100 as integer) as floor, experience_years
    from run.core.fct_worker_month
    where hourly_rate_clean_gbp_hour is not null and job_role_code in ('7', '8', '52')`,
};

/** Three families of a national month, against the same figures by pandas and by R's data.table. */
export async function peersSection(options: SectionOptions): Promise<Section> {
  const { dir, progress } = options;
  const workspace = join(dir, 'nation');
  const tables = join(dir, 'tables');
  progress('writing a month of a nation');
  writeNation(workspace, 1);
  appendFileSync(
    join(workspace, 'carecount.yaml'),
    `metrics: {families: [${FAMILIES.join(', ')}]}\n`,
  );
  await measureVariant('measures', workspace, dir);
  await withRun(workspace, (database) => writeTables(database, tables));

  const present = await presentPeers(progress);
  const samples: Readonly<Record<string, Sample[]>> = await inRounds(options, {
    ours: () => measureVariant('measures', workspace, dir),
    ...Object.fromEntries(
      present.map(({ peer, command }) => [
        peer.name,
        () => sampleOf(command, join(packageDir, 'bench', 'peers', peer.script), tables),
      ]),
    ),
  });
  const ours = samples['ours'] ?? [];
  const lines: Line[] = [];
  for (const { peer } of present) {
    await withRun(workspace, (database) => requireSameFigures(database, peer, tables));
    lines.push(peerLine(peer, samples[peer.name] ?? [], ours));
  }
  return {
    title: `Figures of ${FAMILIES.join(', ')}: a national month, ${thousands(NATIONAL.workers)} workers`,
    lines: [
      line('ours: values, bases, intervals and status, into the table of measures', ours, {
        ratio: 1,
      }),
      ...lines,
    ],
  };
}

function peerLine(peer: Peer, samples: readonly Sample[], ours: readonly Sample[]): Line {
  const ratio = ratioOf(samples, ours);
  return line(`${peer.name}: values and bases, its tables in memory already`, samples, {
    ratio,
    target: { words: 'at least 3', isMet: ratio >= 3 },
  });
}

async function presentPeers(
  progress: (message: string) => void,
): Promise<{ peer: Peer; command: string }[]> {
  const present: { peer: Peer; command: string }[] = [];
  for (const peer of PEERS) {
    const command = await firstThatRuns(peer);
    if (command === undefined) progress(`${peer.name} is not installed here, and is skipped`);
    else present.push({ peer, command });
  }
  return present;
}

async function firstThatRuns({ commands, probe }: Peer): Promise<string | undefined> {
  for (const command of commands) {
    const isThere = await run(command, [...probe]).then(
      () => true,
      () => false,
    );
    if (isThere) return command;
  }
  return undefined;
}

async function withRun(
  workspace: string,
  work: (database: Database) => Promise<void>,
): Promise<void> {
  const database = await openForBuild(':memory:');
  try {
    const published = join(workspace, 'data', 'warehouse', 'published', 'carecount.duckdb');
    await database.run(`attach ${literal(published)} as run (read_only)`);
    await work(database);
  } finally {
    database.close();
  }
}

async function writeTables(database: Database, dir: string): Promise<void> {
  mkdirSync(dir, { recursive: true });
  for (const [name, select] of Object.entries(TABLES)) {
    await database.run(`copy (${select}) to ${literal(join(dir, `${name}.csv`))} (header)`);
  }
}

/** @throws where a peer has another figure than ours, or not each of ours: then its time says nothing. */
async function requireSameFigures(database: Database, peer: Peer, dir: string): Promise<void> {
  const path = join(dir, `figures-${peer.name}.csv`);
  const keys = ['metric_id', 'period', 'area_code', 'care_setting', 'job_role', 'sector'];
  const texts = keys.filter((key) => key !== 'period').map((key) => `${key}: 'VARCHAR'`);
  const [row] = await database.rows(
    `with theirs as (
        select * from read_csv(${literal(path)}, header = true, types = {${texts.join(', ')}})
    ),
    ours as (
        select * from run.metrics.measure
        where period_type = 'month' and base_workplaces > 0
    )
    select
        count(*) as figures,
        count(*) filter (
            where ours.value is null or theirs.value is null
            or abs(ours.value - theirs.value) > 1e-6
            or ours.base_workplaces <> theirs.base_workplaces
            or ours.base_organisations <> theirs.base_organisations
            or ours.base_workers <> theirs.base_workers
        ) as others
    from ours
    full join theirs using (${keys.join(', ')})`,
  );
  if (Number(row?.['figures']) === 0 || Number(row?.['others']) > 0) {
    throw new Error(
      `${peer.name}: ${String(row?.['others'])} of ${String(row?.['figures'])} figures are not ours`,
    );
  }
}
