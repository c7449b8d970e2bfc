import type { Workspace } from '../config.js';
import { problem } from '../errors.js';
import type { Database } from '../warehouse/database.js';
import { createTableOf } from '../warehouse/insert.js';
import { badFile, openOwnFile, readCsvSql, textOf } from './own-file.js';

const COLUMNS = ['area_code', 'neighbour_area_code'];

/**
 * Fills `reference.area_neighbour`: the areas that a workspace compares each of its own with. None come with
 * the package: the lists in common use are licensed.
 * @throws CC-CFG-003 for a row that does not name two areas of one kind, or says what another has said.
 */
export async function loadNeighbours(
  database: Database,
  workspace: Workspace,
  path: string | undefined,
): Promise<void> {
  if (path === undefined) {
    const types = Object.fromEntries(COLUMNS.map((name) => [name, 'VARCHAR']));
    await createTableOf(database, 'reference.area_neighbour', types, []);
    return;
  }
  const file = await openOwnFile(database, workspace, path);
  try {
    await database.run(
      `create table reference.area_neighbour as
      select ${COLUMNS.map((name) => `${textOf(name)} as ${name}`).join(', ')}
      from ${readCsvSql(file)}`,
    );
  } catch (error) {
    throw badFile(path, `the columns ${COLUMNS.join(', ')}`, error);
  }
  await requireNeighbours(database, path);
}

async function requireNeighbours(database: Database, path: string): Promise<void> {
  const [wrong] = await database.rows(
    `select
        row_number() over () + 1 as line,
        area_neighbour.*,
        area.area_type,
        neighbour.area_type as neighbour_type,
        count(*) over (partition by area_neighbour.area_code, neighbour_area_code) as times
    from reference.area_neighbour
    left join reference.area on area_neighbour.area_code = area.area_code
    left join reference.area as neighbour on neighbour_area_code = neighbour.area_code
    qualify times > 1 or area_neighbour.area_code = neighbour_area_code
        or area.area_type is distinct from neighbour.area_type or area.area_type is null
    order by line limit 1`,
  );
  if (wrong === undefined) return;
  throw problem('CC-CFG-003', {
    where: `${path} line ${String(wrong['line'])}`,
    expected: 'two different areas of one kind that a list of areas has, each pair once',
    got: faultOf(wrong),
    next: 'Mend the row.',
  });
}

function faultOf(row: Record<string, unknown>): string {
  const [area, neighbour] = COLUMNS.map((name) => String(row[name]));
  const [type, neighbourType] = [String(row['area_type']), String(row['neighbour_type'])];
  if (COLUMNS.some((name) => row[name] === null)) return 'a code left out';
  if (row['area_type'] === null) return `area_code "${area}", which no list has`;
  if (row['neighbour_type'] === null)
    return `neighbour_area_code "${neighbour}", which no list has`;
  if (area === neighbour) return `"${area}" twice`;
  if (Number(row['times']) > 1) return `this pair ${String(row['times'])} times`;
  return `a ${type} and a ${neighbourType}`;
}
