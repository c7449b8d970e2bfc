import { describe, expect, it } from 'vitest';
import { headingLineage, loadContracts } from '../../src/ingest/index.js';

const contracts = loadContracts();

function headings(dataset: string, column: string): string[] {
  const contract = contracts.find(({ id }) => id === dataset);
  return (contract === undefined ? [] : headingLineage(contract))
    .filter((each) => each.column === column)
    .map(({ heading }) => heading);
}

describe('the headings that feed a column', () => {
  it.each<[claim: string, dataset: string, column: string, expected: string[]]>([
    ['its own', 'asc_wds_workplace', 'workplace_name', ['ESTNAME']],
    [
      'the list it is counted beside',
      'asc_wds_workplace',
      'vacancy_counts',
      ['VACANCIES', 'ALLJOBROLES'],
    ],
    ['the id it is hashed with', 'asc_wds_worker', 'worker_key', ['UNIQUEWORKERID', 'LOCALESTID']],
    ['a numbered group', 'asc_wds_worker', 'qualifications', ['QUALACHNN']],
    ['the one that tells which records carry data', 'asc_wds_workplace', 'is_data', ['STATUS']],
    ['the one that tells the month', 'asc_wds_extract_workplace', 'period', ['period']],
    ['none, of what never leaves the file', 'asc_wds_workplace', 'address_1', []],
  ])('are %s', (_, dataset, column, expected) => {
    expect(headings(dataset, column)).toEqual(expected);
  });

  it('are all of a block of the analysis extract, as analysts know them', () => {
    const found = headings('asc_wds_extract_workplace', 'job_roles');
    expect(found).toHaveLength(11);
    expect(found).toEqual(expect.arrayContaining(['jrNNemp', 'jrNNvacy', 'jrNNstop']));
  });

  it('are those of a rule over several cells', () => {
    expect(headings('asc_wds_worker', 'start_date')).toEqual(
      expect.arrayContaining(['STARTDATE', 'DOB']),
    );
  });

  it('are one or more for every column that stays, in every contract', () => {
    for (const contract of contracts) {
      const fed = new Set(headingLineage(contract).map(({ column }) => column));
      const kept = contract.columns
        .filter((column) => 'wide' in column || column.privacy !== 'drop')
        .map(({ as }) => as);
      expect(kept.filter((column) => !fed.has(column))).toEqual([]);
    }
  });
});
