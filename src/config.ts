import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { cleaningSchema } from './cleaning.js';
import { deliverySchema } from './delivery-settings.js';
import { problem } from './errors.js';
import {
  areaCode,
  areasSchema,
  environmentName,
  isSafeUrl,
  PACK_FORMATS,
  relativePath,
  settingId,
} from './setting-kinds.js';
import { parseSettings } from './settings-file.js';

export { isLoopback, PACK_FORMATS, type PackFormat } from './setting-kinds.js';

const pathPattern = z
  .string()
  .refine((text) => !/[{}]/.test(text.replace('{submitter}', '').replace('{yyyy-mm}', '')), {
    message: 'a pattern of {submitter}, {yyyy-mm}, * and **',
  });
const include = z
  .string()
  .min(1)
  .refine((text) => !/[{}]/.test(text), { message: 'a pattern of * and **' })
  .default('**');
const settleSeconds = z.int().min(0).max(86_400).default(10);
const timeoutSeconds = z.int().min(1).max(86_400).default(120);

const folderSource = z.strictObject({
  id: settingId,
  kind: z.literal('folder'),
  path: relativePath,
  pattern: pathPattern.default('{submitter}/**'),
  include,
  settle_seconds: settleSeconds,
});

const fetchedFile = z.strictObject({
  url: z.string().refine(isSafeUrl, {
    message: 'an https: address without a user name or password (http: only of this machine)',
  }),
  name: z
    .string()
    .regex(/^(?!.*(^|\/)\.{0,2}(\/|$))[^\p{Cc}\\]+$/u, 'a path such as register/locations.csv')
    .optional(),
  period: z
    .string()
    .regex(/^\d{4}-(0[1-9]|1[0-2])$/, 'a month such as 2026-04')
    .optional(),
  submitter: z.string().min(1).optional(),
  sha256: z
    .string()
    .regex(/^[0-9a-f]{64}$/, 'a SHA-256 in 64 lower-case hexadecimal digits')
    .optional(),
});

const httpsSource = z.strictObject({
  id: settingId,
  kind: z.literal('https'),
  urls: z
    .array(fetchedFile)
    .min(1)
    .refine((files) => new Set(files.map(nameOfFetched)).size === files.length, {
      message: 'a list in which no name stands twice',
    }),
  pattern: pathPattern.default('**'),
  headers_env: z.record(z.string().regex(/^[A-Za-z0-9-]+$/), environmentName).prefault({}),
  allowed_hosts: z.array(z.string().min(1).toLowerCase()).default([]),
  max_bytes: z.int().min(1).default(500_000_000),
  timeout_seconds: timeoutSeconds,
  retries: z.int().min(0).max(10).default(4),
});

const sftpSource = z
  .strictObject({
    id: settingId,
    kind: z.literal('sftp'),
    host: z.string().min(1),
    port: z.int().min(1).max(65_535).default(22),
    username: z.string().min(1),
    host_key: z
      .string()
      .regex(
        /^SHA256:[A-Za-z0-9+/]{43}=?$/,
        'the fingerprint that `ssh-keygen -lf` prints, SHA256:...',
      ),
    path: relativePath,
    pattern: pathPattern.default('{submitter}/**'),
    include,
    key_file: relativePath.optional(),
    passphrase_env: environmentName.optional(),
    password_env: environmentName.optional(),
    settle_seconds: settleSeconds,
    timeout_seconds: timeoutSeconds,
  })
  .refine((source) => (source.key_file === undefined) !== (source.password_env === undefined), {
    path: ['key_file'],
    message: 'named, or password_env in its place, and not both',
  });

/** Where files come from, by kind. */
const sourceSchema = z.discriminatedUnion('kind', [folderSource, httpsSource, sftpSource], {
  error: 'folder or https or sftp',
});

export type FolderSource = z.infer<typeof folderSource>;
export type HttpsSource = z.infer<typeof httpsSource>;
export type SftpSource = z.infer<typeof sftpSource>;
export type FetchedFile = z.infer<typeof fetchedFile>;

/**
 * What a file fetched from an address is called: its own name, else the last part of the address.
 * @example nameOfFetched({ url: 'https://data.example/files/locations.csv?v=2' }) // 'locations.csv'
 */
export function nameOfFetched({ url, name }: Pick<FetchedFile, 'url' | 'name'>): string {
  if (name !== undefined) return name;
  if (!URL.canParse(url)) return url;
  const { hostname, pathname } = new URL(url);
  return pathname.split('/').findLast((part) => part !== '') ?? hostname;
}

/** The least a figure must rest on to be shown, and how counts are rounded. */
export interface DisclosureProfile {
  readonly min_workers: number;
  readonly min_workplaces: number;
  readonly min_organisations: number;
  readonly min_workers_for_percentiles: number;
  readonly round_counts_to: number;
}

const profileSchema = (defaults: DisclosureProfile) => {
  const least = (value: number) => z.int().min(1).default(value);
  return z.strictObject({
    min_workers: least(defaults.min_workers),
    min_workplaces: least(defaults.min_workplaces),
    min_organisations: least(defaults.min_organisations),
    min_workers_for_percentiles: least(defaults.min_workers_for_percentiles),
    round_counts_to: least(defaults.round_counts_to),
  });
};

/** @source our default policy, after NMDS-SC dashboards (under 10 workers) and ONS (nearest 5). */
const PUBLIC_PROFILE = {
  min_workers: 10,
  min_workplaces: 3,
  min_organisations: 3,
  min_workers_for_percentiles: 20,
  round_counts_to: 5,
};

const INTERNAL_PROFILE = {
  min_workers: 5,
  min_workplaces: 2,
  min_organisations: 1,
  min_workers_for_percentiles: 10,
  round_counts_to: 1,
};

/** The internal file holds counts as they are. */
const internalSchema = profileSchema(INTERNAL_PROFILE)
  .omit({ round_counts_to: true })
  .transform((profile) => ({ ...profile, round_counts_to: INTERNAL_PROFILE.round_counts_to }));

/** What `carecount.yaml` may say. An unknown key is an error. */
const configSchema = z.strictObject({
  version: z.literal(1),
  demonstration: z.boolean().default(false),
  partnership: z.strictObject({
    code: areaCode,
    name: z.string().min(1),
    home_area: areaCode.optional(),
    councils: z.array(areaCode).min(1),
  }),
  sources: z
    .array(sourceSchema)
    .min(1)
    .refine((sources) => new Set(sources.map(({ id }) => id)).size === sources.length, {
      message: 'a list in which no id stands twice',
    }),
  geography: z
    .strictObject({
      areas: relativePath.optional(),
      area_members: relativePath.optional(),
      neighbours: relativePath.optional(),
      postcodes: relativePath.optional(),
      postcode_corrections: relativePath.optional(),
    })
    .prefault({}),
  returns: z
    .strictObject({
      stale_after_months: z.int().min(0).max(60).default(6),
    })
    .prefault({}),
  cleaning: cleaningSchema.prefault({}),
  metrics: z
    .strictObject({
      /** Names of the files of `sql/metrics` whose measures are made; all when left out. */
      families: z.array(z.string()).min(1).optional(),
      /** Pounds an hour that `pay_target_cost` lifts everyone to; no such figure when left out. */
      pay_target: z.number().min(0.01).max(999).optional(),
      /** The share of pay that employers pay on top of it; no figures with on-costs when left out. */
      employer_on_costs: z.number().min(0).max(1).optional(),
    })
    .prefault({}),
  sharing: z
    .strictObject({
      require_la_permission: z.boolean().default(true),
    })
    .prefault({}),
  disclosure: z
    .strictObject({
      public: profileSchema(PUBLIC_PROFILE).prefault({}),
      internal: internalSchema.prefault({}),
    })
    .prefault({}),
  packs: z
    .strictObject({
      audience: z.enum(['public', 'internal']).default('public'),
      areas: areasSchema.default('all'),
      /** What each pack is made as; every format when left out. */
      formats: z
        .array(z.enum(PACK_FORMATS))
        .min(1)
        .default([...PACK_FORMATS]),
      pdf_engine: z.enum(['typst', 'chromium']).default('typst'),
      /** The Chromium that prints PDF where it is the engine. */
      chromium: z.string().min(1).default('chromium'),
      /** The council's own Word template, that `briefing.docx` is filled into. */
      template: relativePath.optional(),
      /** What officers write into the paper. */
      paper: relativePath.optional(),
      /** The actions and recommendations whose progress the paper shows. */
      strategy: relativePath.optional(),
      /** Boundaries of the areas as GeoJSON, drawn in place of tiles. */
      boundaries: relativePath.optional(),
    })
    .prefault({}),
  /** Where packs are sent; nowhere when left out. */
  delivery: deliverySchema.optional(),
  retention: z.strictObject({ runs: z.int().min(2).default(7) }).prefault({}),
  limits: z
    .strictObject({
      memory: z
        .string()
        .regex(/^\d+(\.\d+)?(MB|GB|MiB|GiB)$/, 'a size such as 2GB')
        .default('2GB'),
      threads: z.int().min(1).max(256).optional(),
    })
    .prefault({}),
});

export type Config = z.infer<typeof configSchema>;
export type SourceConfig = Config['sources'][number];

/** A folder with a `carecount.yaml`, and where its parts lie. All paths are absolute. */
export interface Workspace {
  readonly dir: string;
  readonly configPath: string;
  readonly config: Config;
  readonly rawDir: string;
  readonly ledgerDir: string;
  readonly warehouseDir: string;
  readonly packsDir: string;
  /** The symbolic link to the run that is published. */
  readonly publishedLink: string;
  readonly secretPath: string;
}

/** The folder of the installed package: what holds `sql/` and the built-in contracts. */
export const packageDir: string = findUp(dirname(fileURLToPath(import.meta.url)), 'package.json');

/** The version of the program, as its package says. */
export function programVersion(): string {
  const manifest = z
    .object({ version: z.string() })
    .parse(JSON.parse(readFileSync(join(packageDir, 'package.json'), 'utf8')));
  return manifest.version;
}

/**
 * Opens the workspace of a folder.
 * @throws CC-CFG-001 where there is no `carecount.yaml`, CC-CFG-002 where it is wrong.
 */
export function openWorkspace(dir: string): Workspace {
  const absolute = resolve(dir);
  const configPath = join(absolute, 'carecount.yaml');
  if (!existsSync(configPath)) {
    throw problem('CC-CFG-001', {
      where: configPath,
      expected: "a workspace's settings",
      got: 'no such file',
      next: 'Run `carecount init DIR` to make a workspace, or name one with --workspace DIR.',
    });
  }
  return workspaceOf(absolute, parseConfig(readFileSync(configPath, 'utf8'), configPath));
}

/** Lays out a workspace with settings already at hand. */
export function workspaceOf(dir: string, config: Config): Workspace {
  const warehouseDir = join(dir, 'data', 'warehouse');
  return {
    dir,
    configPath: join(dir, 'carecount.yaml'),
    config,
    rawDir: join(dir, 'data', 'raw'),
    ledgerDir: join(dir, 'data', 'ledger'),
    warehouseDir,
    packsDir: join(dir, 'data', 'packs'),
    publishedLink: join(warehouseDir, 'published'),
    secretPath: join(dir, '.carecount', 'secret'),
  };
}

/**
 * Reads the text of a `carecount.yaml`.
 * @throws CC-CFG-002 naming the line, the key, what was expected and the nearest known key.
 */
export function parseConfig(text: string, where = 'carecount.yaml'): Config {
  return parseSettings(text, { schema: configSchema, where, code: 'CC-CFG-002' });
}

function findUp(from: string, name: string): string {
  let dir = from;
  while (!existsSync(join(dir, name))) {
    const parent = dirname(dir);
    if (parent === dir) throw new Error(`no ${name} above ${from}`);
    dir = parent;
  }
  return dir;
}
