import type { Workspace } from '../config.js';
import { problem } from '../errors.js';
import type { Database } from '../warehouse/database.js';
import { createTableOf } from '../warehouse/insert.js';
import { badFile, columnNamed, openOwnFile, readCsvSql, textOf, type CsvFile } from './own-file.js';

const DIRECTORY_COLUMNS =
  'the columns postcode and area_code, or those of an ONS postcode directory (pcds and a local authority such as oslaua)';

/** Names of an ONS directory's postcode, best first: pcds has one space, the others are padded. */
const ONS_POSTCODE = [/^pcds$/i, /^pcd[28]?$/i, /^pcd7$/i];

/**
 * Names of its local authority district, which change from edition to edition.
 * @source ONS Postcode Directory and National Statistics Postcode Lookup user guides: oslaua to 2023,
 * then with the year of the codes (lad23cd); laua in the NSPL.
 */
const ONS_DISTRICT = [/^oslaua$/i, /^lauac?d?$/i, /^lad(\d\d)?cd$/i];

/**
 * Fills `reference.postcode` from the workspace's own file, or from a delivered directory; a postcode that
 * a file puts in two areas is left out.
 */
export async function loadPostcodes(
  database: Database,
  workspace: Workspace,
  path: string | undefined,
): Promise<void> {
  if (path === undefined) {
    await loadDelivered(database);
    return;
  }
  const file = await openOwnFile(database, workspace, path);
  const { postcode, area } = directoryColumns(file, path);
  try {
    await database.run(
      `create table reference.postcode as
      select
          ${tidyPostcode(textOf(postcode))} as postcode,
          min(${textOf(area)}) as area_code
      from ${readCsvSql(file)}
      where ${textOf(area)} is not null and ${textOf(postcode)} is not null
      group by 1
      having min(${textOf(area)}) = max(${textOf(area)})`,
    );
  } catch (error) {
    throw badFile(path, DIRECTORY_COLUMNS, error);
  }
}

/** Without a file of the workspace's own, the directory is the latest one that a source delivered. */
async function loadDelivered(database: Database): Promise<void> {
  const columns = { postcode: 'VARCHAR', area_code: 'VARCHAR' };
  await createTableOf(database, 'reference.postcode', columns, []);
  const [view] = await database.rows(
    "select 1 from duckdb_views() where schema_name = 'raw' and view_name = 'ons_postcode'",
  );
  if (view === undefined) return;
  await database.run(
    `insert into reference.postcode
    select ${tidyPostcode('postcode')}, min(district_code)
    from raw.ons_postcode
    where delivery_id = (select max(delivery_id) from raw.ons_postcode)
        and row_state = 'kept' and district_code is not null
    group by 1`,
  );
}

function directoryColumns(file: CsvFile, path: string): { postcode: string; area: string } {
  const own = {
    postcode: columnNamed(file, /^postcode$/i),
    area: columnNamed(file, /^area_code$/i),
  };
  const ons = { postcode: firstOf(file, ONS_POSTCODE), area: firstOf(file, ONS_DISTRICT) };
  for (const { postcode, area } of [own, ons]) {
    if (postcode !== undefined && area !== undefined) return { postcode, area };
  }
  throw problem('CC-CFG-003', {
    where: path,
    expected: DIRECTORY_COLUMNS,
    got: file.columns.slice(0, 8).join(', '),
    next: 'Mend the header of the file.',
  });
}

function firstOf(file: CsvFile, patterns: readonly RegExp[]): string | undefined {
  return patterns
    .map((pattern) => columnNamed(file, pattern))
    .find((column) => column !== undefined);
}

/** A postcode in capitals with one space before its last three characters. */
function tidyPostcode(text: string): string {
  const bare = `upper(replace(${text}, ' ', ''))`;
  return `left(${bare}, -3) || ' ' || right(${bare}, 3)`;
}

const CORRECTION_COLUMNS = ['postcode', 'corrected_postcode', 'area_code', 'reason'];

/**
 * Fills `raw.postcode_correction`: what the people of a workspace know about postcodes as providers
 * write them. It is not published, because it can tell of a workplace that has not agreed to share.
 * @throws CC-CFG-003 for a row that does not say one thing, or says it twice.
 */
export async function loadCorrections(
  database: Database,
  workspace: Workspace,
  path: string | undefined,
): Promise<void> {
  await database.run('create schema if not exists raw');
  if (path === undefined) {
    const columns = Object.fromEntries(CORRECTION_COLUMNS.map((name) => [name, 'VARCHAR']));
    await createTableOf(database, 'raw.postcode_correction', columns, []);
    return;
  }
  const file = await openOwnFile(database, workspace, path);
  try {
    await database.run(
      `create table raw.postcode_correction as
      select
          ${tidyPostcode(textOf('postcode'))} as postcode,
          ${tidyPostcode(textOf('corrected_postcode'))} as corrected_postcode,
          ${textOf('area_code')} as area_code,
          ${textOf('reason')} as reason
      from ${readCsvSql(file)}`,
    );
  } catch (error) {
    throw badFile(path, `the columns ${CORRECTION_COLUMNS.join(', ')}`, error);
  }
  await requireCorrections(database, path);
}

async function requireCorrections(database: Database, path: string): Promise<void> {
  const [wrong] = await database.rows(
    `select row_number() over () + 1 as line, postcode_correction.*,
        count(*) over (partition by postcode) as times,
        postcode_correction.area_code is not null and area.area_code is null as is_lost
    from raw.postcode_correction
    left join reference.area on postcode_correction.area_code = area.area_code
    qualify postcode is null or reason is null or times > 1 or is_lost
        or (corrected_postcode is null) = (postcode_correction.area_code is null)
    order by line limit 1`,
  );
  if (wrong === undefined) return;
  throw problem('CC-CFG-003', {
    where: `${path} line ${String(wrong['line'])}`,
    expected:
      'each postcode once, with either a corrected_postcode or the area_code of a listed area, and a reason',
    got: faultOf(wrong),
    next: 'Mend the row.',
  });
}

function faultOf(row: Record<string, unknown>): string {
  if (row['postcode'] === null) return 'no postcode';
  if (row['reason'] === null) return 'no reason';
  if (Number(row['times']) > 1) return `${String(row['times'])} rows`;
  if (row['is_lost'] === true) return `area_code "${String(row['area_code'])}", which no list has`;
  return row['area_code'] === null ? 'neither of the two' : 'both';
}
