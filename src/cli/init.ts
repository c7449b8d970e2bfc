import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseConfig } from '../config.js';
import { asWorkspaceError, problem } from '../errors.js';
import { createSecret } from '../ingest/index.js';
import type { GlobalFlags } from './globals.js';

/** Settings that work as they are: every line can be changed, none needs to be. */
function starterConfig(homeArea: string | undefined): string {
  const home = homeArea === undefined ? '  # home_area: E06000052' : `  home_area: ${homeArea}`;
  return `# What this workspace is. Every key is explained in docs/configuration.md.
version: 1

partnership:
  # A code of your own, beginning with X, for the sum of your councils.
  code: X00000001
  name: Our partnership
  # A workplace whose postcode cannot be placed is counted here, and labelled so.
${home}
  # GSS codes of your councils.
  councils: [${homeArea ?? 'E06000052'}]

# Where returns come from. A return names neither its provider nor its month, so its path does:
# data/inbox/<provider>/<yyyy-mm>/<any name>.csv
sources:
  - id: provider_returns
    kind: folder
    path: data/inbox
    pattern: '{submitter}/{yyyy-mm}/**'

# A postcode directory of yours, with the columns postcode and area_code.
# geography:
#   postcodes: reference/postcodes.csv

returns:
  # A workplace that sends nothing new is counted from its latest return for so many months.
  stale_after_months: 6

# cleaning:
#   # Workplaces that count in no measure (test accounts, returns sent twice), each with its reason.
#   exclusions: reference/exclusions.csv

packs:
  audience: public
`;
}

/** `carecount init DIR`: a workspace that already runs. */
export async function runInit(
  dir: string,
  flags: { homeArea?: string },
  globals: GlobalFlags,
): Promise<number> {
  const root = resolve(dir);
  const configPath = join(root, 'carecount.yaml');
  if (existsSync(configPath)) {
    throw problem('CC-USE-001', {
      where: configPath,
      expected: 'a folder without a workspace',
      got: 'one that has a carecount.yaml',
      next: 'Name another folder; nothing was changed.',
    });
  }
  const text = starterConfig(flags.homeArea);
  parseConfig(text, configPath);
  try {
    for (const name of ['inbox', 'raw', 'ledger', 'warehouse', 'packs']) {
      mkdirSync(join(root, 'data', name), { recursive: true });
    }
    const secretPath = join(root, '.carecount', 'secret');
    if (!existsSync(secretPath)) createSecret(secretPath);
    writeFileSync(join(root, '.gitignore'), 'data/\n.carecount/\n', { flag: 'a' });
    writeFileSync(configPath, text);
  } catch (error) {
    throw asWorkspaceError(error, root);
  }
  if (globals.json === true) process.stdout.write(`${JSON.stringify({ workspace: root })}\n`);
  else {
    process.stdout.write(
      [
        `Made a workspace in ${root}.`,
        'Next: name your councils in carecount.yaml, put returns under data/inbox/<provider>/<yyyy-mm>/,',
        `then run: carecount nightly --workspace ${dir}`,
        'Keep .carecount/secret safe: it keys the ids of workers, and nothing can make it again.',
        '',
      ].join('\n'),
    );
  }
  return Promise.resolve(0);
}
