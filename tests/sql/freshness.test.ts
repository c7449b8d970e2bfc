import { describe, expect, it } from 'vitest';
import { openBench, pick } from './helpers/bench.js';
import {
  extractWorkplace,
  inForce,
  returnMonth,
  workerRecord,
  workplaceRecord,
} from './helpers/rows.js';

const bench = openBench();

const arrived = (id: number, day: string) => ({
  delivery_id: id,
  arrived_at: `2026-05-${day} 02:00:00`,
});
const whole = (submitter: string, period: string) => ({
  source_id: 'returns',
  submitter,
  period,
  workplace_delivery_id: 1,
  worker_delivery_id: 2,
});
const COLUMNS = ['submitter', 'dataset_id', 'latest_period', 'months_behind', 'in_force_count'];

describe('ops.freshness', () => {
  it('counts months behind the latest whole return of anyone, not behind the clock', async () => {
    const rows = await bench.build('ops.freshness', {
      'core.int_delivery': [
        inForce(1, { submitter: 'alder', period: '2026-03-01' }),
        inForce(2, { submitter: 'alder', period: '2026-01-01' }),
        inForce(3, { submitter: 'birch', period: '2026-04-01' }),
      ],
      'core.int_return': [whole('birch', '2026-04-01')],
      'raw.delivery': [arrived(1, '02'), arrived(2, '09'), arrived(3, '01')],
    });
    expect(pick(rows, ...COLUMNS)).toEqual([
      ['alder', 'asc_wds_worker', '2026-03-01', 1, 2],
      ['birch', 'asc_wds_worker', '2026-04-01', 0, 1],
    ]);
    expect(String(rows[0]?.['latest_arrival_at'])).toMatch(/^2026-05-09T02:00:00/);
  });

  it('keeps a provider of whom nothing is in force, with when it last sent something', async () => {
    const rows = await bench.build('ops.freshness', {
      'core.int_delivery': [
        inForce(1, { is_in_force: false, file_state: 'rejected' }),
        inForce(2, { submitter: 'birch' }),
      ],
      'raw.delivery': [arrived(1, '02'), arrived(2, '03')],
    });
    expect(pick(rows, ...COLUMNS, 'delivery_count')).toEqual([
      ['alder', 'asc_wds_worker', null, null, 0, 1],
      ['birch', 'asc_wds_worker', '2026-04-01', 0, 1, 1],
    ]);
  });

  it('is never behind what came after the latest whole return, and leaves out what is not recognised', async () => {
    const rows = await bench.build('ops.freshness', {
      'core.int_delivery': [
        inForce(1, { period: '2026-05-01', dataset_id: 'cqc_location' }),
        inForce(2, { dataset_id: null, is_in_force: false }),
      ],
      'core.int_return': [whole('birch', '2026-04-01')],
      'raw.delivery': [arrived(1, '02'), arrived(2, '03')],
    });
    expect(pick(rows, 'dataset_id', 'months_behind')).toEqual([['cqc_location', 0]]);
  });
});

describe('core.int_return_content', () => {
  const bytes = (id: number, sha256: string) => ({ delivery_id: id, sha256 });
  const contents = async (given: Record<string, object[]>) =>
    bench.build('core.int_return_content', {
      'core.int_return_month': [returnMonth()],
      'core.int_return': [whole('alder', '2026-04-01')],
      'core.int_workplace_record': [workplaceRecord()],
      'core.int_worker_record': [workerRecord(1)],
      'raw.delivery': [bytes(1, 'a'), bytes(2, 'b')],
      ...given,
    });

  it('is the same for the same bytes and another for others', async () => {
    const [one] = await contents({});
    const [same] = await contents({ 'core.int_worker_record': [workerRecord(1), workerRecord(2)] });
    const [other] = await contents({ 'raw.delivery': [bytes(1, 'a'), bytes(2, 'c')] });
    expect(one).toMatchObject({ submitter: 'alder', last_delivery_id: 2 });
    expect(same?.['content']).toBe(one?.['content']);
    expect(other?.['content']).not.toBe(one?.['content']);
  });

  it('holds the bytes of an extract, one row with what the same submitter returned', async () => {
    const extract = (sha256: string, submitter: string) =>
      contents({
        'core.int_extract_workplace': [extractWorkplace({ submitter })],
        'raw.delivery': [bytes(1, 'a'), bytes(2, 'b'), bytes(7, sha256)],
      });
    const [alone] = await contents({});
    const [beside, other] = [await extract('c', 'benchmarks'), await extract('d', 'benchmarks')];
    expect(pick(beside, 'submitter', 'last_delivery_id')).toEqual([
      ['alder', 2],
      ['benchmarks', 7],
    ]);
    expect(beside[0]?.['content']).toBe(alone?.['content']);
    expect(beside[1]?.['content']).not.toBe(other[1]?.['content']);
    const [both] = await extract('c', 'alder');
    expect(both).toMatchObject({ submitter: 'alder', last_delivery_id: 7 });
  });

  it('holds the bytes of an earlier return whose values are repeated', async () => {
    const repeated = (sha256: string) =>
      contents({
        'core.int_worker_record': [workerRecord(1, { values_delivery_id: 4 })],
        'raw.delivery': [bytes(1, 'a'), bytes(2, 'b'), bytes(4, sha256)],
      });
    const [one] = await repeated('d');
    const [other] = await repeated('e');
    expect(other?.['content']).not.toBe(one?.['content']);
  });
});
