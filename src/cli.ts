#!/usr/bin/env node
import { readFileSync } from 'node:fs';
import { Command, CommanderError } from 'commander';
import type { GlobalFlags } from './cli/globals.js';
import {
  EXPORT_HELP,
  FILES_HELP,
  FINDINGS_HELP,
  LIST_HELP,
  REPLAY_HELP,
  SHOW_HELP,
} from './cli/files-help.js';
import { EXPLAIN_HELP } from './cli/explain-help.js';
import { LINEAGE_HELP } from './cli/lineage-help.js';
import { CHASE_HELP, FEEDBACK_HELP, TEMPLATE_HELP } from './cli/providers-help.js';
import { DIFF_HELP, PLAN_HELP, ROLLBACK_HELP } from './cli/changes-help.js';
import { SQL_HELP } from './cli/sql-help.js';
import type { ReportFlags } from './cli/report.js';
import type { ReportProvidersFlags } from './cli/report-providers.js';

const version = (
  JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')) as {
    version: string;
  }
).version;

const INTERRUPTED = 130;

const program = new Command('carecount')
  .description('Workforce intelligence for adult social care: returns in, scrutiny packs out.')
  .version(version)
  .option('--workspace <dir>', 'the folder with carecount.yaml (default: this one or one above it)')
  .option('--json', 'give the result as JSON on standard output')
  .option('--quiet', 'say nothing but results and errors')
  .option('--debug', 'say more, and show the stack of an error')
  .showHelpAfterError('(see `carecount --help`)')
  .exitOverride();

const globals = (): GlobalFlags => program.opts<GlobalFlags>();

/** Each command is loaded only when it is called, so that help and version stay fast. */
const finish = async (run: () => Promise<number>): Promise<void> => {
  try {
    const code = await run();
    // A query stopped by Ctrl-C may have a write waiting on a stalled pipe, which would hold the process.
    if (code === INTERRUPTED) process.exit(code);
    process.exitCode = code;
  } catch (error) {
    const { showError } = await import('./cli/show-error.js');
    process.exitCode = showError(error, globals());
  }
};

program
  .command('init <dir>')
  .description('make a new workspace that pulls from its own data/inbox folder')
  .option('--home-area <code>', 'where a workplace counts whose postcode cannot be placed')
  .action((dir: string, flags: { homeArea?: string }) =>
    finish(async () => (await import('./cli/init.js')).runInit(dir, flags, globals())),
  );

program
  .command('demo')
  .description('make an invented partnership, run the nightly on it, and say where the packs are')
  .option('--dir <dir>', 'where (default: this workspace)')
  .action((flags: { dir?: string }) =>
    finish(async () => (await import('./cli/demo.js')).runDemo(flags, globals())),
  );

program
  .command('nightly')
  .description('the whole run: land, stage, build, check, publish, report, deliver')
  .option('--force', 'run even when nothing is new')
  .action((flags: { force?: boolean }) =>
    finish(async () => (await import('./cli/nightly.js')).runNightly(flags, globals())),
  );

program
  .command('ingest')
  .description('land and stage what is new, without building')
  .action(() =>
    finish(async () =>
      (await import('./cli/nightly.js')).runNightly({ until: 'ingest' }, globals()),
    ),
  );

program
  .command('build')
  .description('land, stage, build, check and publish, without packs')
  .option('--force', 'build even when nothing is new')
  .option(
    '--as-at <date>',
    'build what had arrived by the end of a day (UTC) beside what is published',
  )
  .action((flags: { force?: boolean; asAt?: string }) =>
    finish(async () => (await import('./cli/build.js')).runBuild(flags, globals())),
  );

program
  .command('report')
  .description('write packs of what is published')
  .option('--area <code...>', 'only these areas')
  .option('--audience <audience>', 'public or internal (default: as carecount.yaml says)')
  .option(
    '--format <format...>',
    'html, pdf, docx, xlsx, csv or png, besides those that carecount.yaml names',
  )
  .option(
    '--providers',
    'the benchmark sheets of all providers that agreed to share, not packs of areas',
  )
  .option('--provider <organisation...>', 'the benchmark sheets of these providers alone')
  .action((flags: ReportFlags & ReportProvidersFlags & { providers?: boolean }) =>
    finish(async () =>
      flags.providers === true || flags.provider !== undefined
        ? (await import('./cli/report-providers.js')).runReportProviders(flags, globals())
        : (await import('./cli/report.js')).runReport(flags, globals()),
    ),
  );

program
  .command('deliver')
  .description('send the packs of what is published to folders, lists and webhooks')
  .option('--dry-run', 'say what would be sent, and send nothing')
  .option('--list <id>', 'only to this list of delivery.email')
  .action((flags: { dryRun?: boolean; list?: string }) =>
    finish(async () => (await import('./cli/deliver.js')).runDeliver(flags, globals())),
  );

program
  .command('sql [query]')
  .description('run one read-only statement on the published file')
  .option('-f, --file <file>', 'read the statement from a file')
  .option('--format <format>', 'table, csv, json, jsonl, markdown, parquet, arrow or xlsx')
  .option('--out <file>', 'write the result to a file')
  .option('--limit <n>', 'at most so many rows; 0 for all')
  .option('--timeout <seconds>', 'stop a query that takes longer (default: 30)')
  .option('--public', 'ask the public file')
  .option('--as-at <date>', 'ask what `carecount build --as-at` built for a day')
  .addHelpText('after', SQL_HELP)
  .action((query: string | undefined, flags: Record<string, never>) =>
    finish(async () => (await import('./cli/sql.js')).runSql(query, flags, globals())),
  );

program
  .command('files')
  .description('what arrived and what became of it, newest first')
  .option('--state <state>', 'accepted, accepted_with_warnings, rejected, unrecognised...')
  .option('--source <id>', 'only of this source')
  .option('--submitter <name>', 'only from this sender')
  .option('--period <yyyy-mm>', 'only for this month')
  .option('--limit <n>', 'at most so many; 0 for all (default: 50)')
  .addHelpText('after', FILES_HELP)
  .action((flags: Record<string, never>) =>
    finish(async () => (await import('./cli/files.js')).runFiles(flags, globals())),
  );

program
  .command('findings')
  .description('what was wrong with what arrived')
  .option('--file <file>', 'only of this file, by number or path')
  .option('--submitter <name>', 'only from this sender')
  .option('--rule <rule>', 'only of this rule')
  .option('--severity <severity>', 'error or warning')
  .option('--format <format>', 'table, csv, json or xlsx')
  .option('--out <file>', 'write them to a file')
  .option('--limit <n>', 'at most so many; 0 for all (default: 50 in a table, else all)')
  .addHelpText('after', FINDINGS_HELP)
  .action((flags: Record<string, never>) =>
    finish(async () => (await import('./cli/findings.js')).runFindings(flags, globals())),
  );

const quarantine = program
  .command('quarantine')
  .description('records and files that were set aside: look at them, send them back, try again');

quarantine
  .command('list')
  .description('files with records set aside, and files not taken: how many, why, since when')
  .option('--all', 'those too that a later file has taken the place of')
  .addHelpText('after', LIST_HELP)
  .action((flags: { all?: boolean }) =>
    finish(async () =>
      (await import('./cli/quarantine-list.js')).runQuarantineList(flags, globals()),
    ),
  );

quarantine
  .command('show <file>')
  .description('which records of a file are set aside, and why')
  .option('--limit <n>', 'at most so many faults; 0 for all (default: 50)')
  .addHelpText('after', SHOW_HELP)
  .action((file: string, flags: { limit?: string }) =>
    finish(async () =>
      (await import('./cli/quarantine-show.js')).runQuarantineShow(file, flags, globals()),
    ),
  );

quarantine
  .command('export <file>')
  .description('a workbook of the rows to mend, for the provider')
  .requiredOption('--out <file>', 'the workbook to write, ending in .xlsx')
  .addHelpText('after', EXPORT_HELP)
  .action((file: string, flags: { out: string }) =>
    finish(async () =>
      (await import('./cli/quarantine-export.js')).runQuarantineExport(file, flags, globals()),
    ),
  );

quarantine
  .command('replay <file...>')
  .description('read files again, or take them as they are, and run the nightly')
  .option('--accept', 'take the good records of a file however many are set aside')
  .option('--reason <text>', 'why, for whoever asks later; needed with --accept')
  .option('--no-run', 'only write the decision down')
  .addHelpText('after', REPLAY_HELP)
  .action((files: string[], flags: { accept?: boolean; reason?: string; run: boolean }) =>
    finish(async () =>
      (await import('./cli/quarantine-replay.js')).runQuarantineReplay(files, flags, globals()),
    ),
  );

program
  .command('template <kind>')
  .description('an empty return for a provider to fill in')
  .option('--organisation <name>', 'whom it is for: its known workplaces are filled in')
  .option('--month <yyyy-mm>', 'the month it is for')
  .option('--contact <text>', 'who answers questions (default: the name of the partnership)')
  .requiredOption('--out <file>', 'the workbook to write, ending in .xlsx')
  .addHelpText('after', TEMPLATE_HELP)
  .action((kind: string, flags: { out: string }) =>
    finish(async () => (await import('./cli/template.js')).runTemplate(kind, flags, globals())),
  );

program
  .command('feedback')
  .description('what one organisation is told of its return: a workbook and a page')
  .requiredOption('--organisation <name>', 'who sent it')
  .option('--period <yyyy-mm>', 'the month (default: the latest it has sent anything for)')
  .option('--out <dir>', 'where (default: data/feedback/<organisation>/<month>)')
  .addHelpText('after', FEEDBACK_HELP)
  .action((flags: { organisation: string }) =>
    finish(async () => (await import('./cli/feedback.js')).runFeedback(flags, globals())),
  );

program
  .command('chase')
  .description('who has not returned for the latest month, how long and how large')
  .option('--format <format>', 'table, csv, json or xlsx')
  .option('--out <file>', 'write the list to a file')
  .addHelpText('after', CHASE_HELP)
  .action((flags: Record<string, never>) =>
    finish(async () => (await import('./cli/chase.js')).runChase(flags, globals())),
  );

program
  .command('checks [id]')
  .description('what the checks found; the failing rows of one')
  .option('--failed', 'of the last run that a check stopped, which was not published')
  .option('--limit <n>', 'at most so many; 0 for all (default: 20 rows of one check)')
  .action((id: string | undefined, flags: Record<string, never>) =>
    finish(async () => (await import('./cli/checks.js')).runChecks(id, flags, globals())),
  );

program
  .command('test [model...]')
  .description('run the tests beside the SQL, of the package and of this workspace')
  .action((models: string[]) =>
    finish(async () => (await import('./cli/test.js')).runTest(models, globals())),
  );

program
  .command('explain <metric>')
  .description(
    'one figure: its parts, who makes it, what was left out, beside what, from which files',
  )
  .requiredOption('--area <area>', 'the area, by code or name')
  .option('--period <yyyy-mm>', 'the month it is of or begins with (default: the latest)')
  .option('--period-type <type>', 'month, rolling_3m or financial_year (default: month)')
  .option('--setting <setting>', 'only of this care setting')
  .option('--role <role>', 'only of this job role')
  .option('--sector <sector>', 'only of this sector')
  .option('--contributors <n>', 'at most so many workplaces; 0 for all (default: 20)')
  .option('--edition <name>', 'of what others have published, this edition (default: the latest)')
  .option('--all', 'all workplaces, and every edition of what others have published')
  .addHelpText('after', EXPLAIN_HELP)
  .action((metric: string, flags: Record<string, never>) =>
    finish(async () => (await import('./cli/explain.js')).runExplain(metric, flags, globals())),
  );

program
  .command('lineage <name>')
  .description('what a column is made of, up to the headings of files, or what is made of it')
  .option('--metric <id>', 'of metrics.measure: the figures of this metric')
  .option('--down', 'what is made of it')
  .option('--rows', 'what only decides which rows there are too')
  .addHelpText('after', LINEAGE_HELP)
  .action((name: string, flags: Record<string, never>) =>
    finish(async () => (await import('./cli/lineage.js')).runLineage(name, flags, globals())),
  );

program
  .command('status')
  .description('what is published, how fresh it is, and what needs attention')
  .action(() => finish(async () => (await import('./cli/status.js')).runStatus(globals())));

program
  .command('runs')
  .description('the history of runs, newest first, and which of them are kept')
  .option('--limit <n>', 'how many', '20')
  .option('--kept', 'only those that are kept: `diff` and `rollback` take them')
  .action((flags: { limit: string; kept?: boolean }) =>
    finish(async () => (await import('./cli/runs.js')).runRuns(flags, globals())),
  );

program
  .command('rollback [run]')
  .description('publish the run before, or the one that is named, again')
  .addHelpText('after', ROLLBACK_HELP)
  .action((run: string | undefined) =>
    finish(async () => (await import('./cli/rollback.js')).runRollback(run, globals())),
  );

program
  .command('plan')
  .description('what a nightly would do, and why, without doing it')
  .addHelpText('after', PLAN_HELP)
  .action(() => finish(async () => (await import('./cli/plan.js')).runPlan(globals())));

program
  .command('diff [run_a] [run_b]')
  .description('which figures moved between two kept runs, by how much, and why')
  .option('--metric <id>', 'only of this metric')
  .option('--area <code>', 'only of this area')
  .option('--period <yyyy-mm>', 'only of this month')
  .option('--format <format>', 'table, csv, json or xlsx')
  .option('--out <file>', 'write them to a file')
  .option('--limit <n>', 'at most so many figures; 0 for all (default: 20 in a table, else all)')
  .addHelpText('after', DIFF_HELP)
  .action((a: string | undefined, b: string | undefined, flags: Record<string, never>) =>
    finish(async () => (await import('./cli/diff.js')).runDiff([a, b], flags, globals())),
  );

try {
  await program.parseAsync();
} catch (error) {
  if (!(error instanceof CommanderError)) throw error;
  process.exitCode = error.exitCode === 0 ? 0 : 2;
}
