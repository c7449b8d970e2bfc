#!/usr/bin/env node
import { readFileSync } from 'node:fs';
import { Command, CommanderError } from 'commander';
import type { GlobalFlags } from './cli/globals.js';
import { SQL_HELP } from './cli/sql-help.js';

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
  .description('the whole run: land, stage, build, check, publish, report')
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
  .action((flags: { force?: boolean }) =>
    finish(async () =>
      (await import('./cli/nightly.js')).runNightly({ ...flags, until: 'build' }, globals()),
    ),
  );

program
  .command('report')
  .description('write packs of what is published')
  .option('--area <code...>', 'only these areas')
  .option('--audience <audience>', 'public or internal (default: as carecount.yaml says)')
  .action((flags: { area?: string[]; audience?: string }) =>
    finish(async () => (await import('./cli/report.js')).runReport(flags, globals())),
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
  .addHelpText('after', SQL_HELP)
  .action((query: string | undefined, flags: Record<string, never>) =>
    finish(async () => (await import('./cli/sql.js')).runSql(query, flags, globals())),
  );

program
  .command('status')
  .description('what is published, how fresh it is, and what needs attention')
  .action(() => finish(async () => (await import('./cli/status.js')).runStatus(globals())));

program
  .command('runs')
  .description('the history of runs, newest first')
  .option('--limit <n>', 'how many', '20')
  .action((flags: { limit: string }) =>
    finish(async () => (await import('./cli/runs.js')).runRuns(flags, globals())),
  );

try {
  await program.parseAsync();
} catch (error) {
  if (!(error instanceof CommanderError)) throw error;
  process.exitCode = error.exitCode === 0 ? 0 : 2;
}
