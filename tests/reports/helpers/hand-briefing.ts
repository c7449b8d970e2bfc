import type { Briefing, Chart, Sentence, Table } from '../../../src/reports/briefing.js';
import { NORTHMOOR, PAY, fact, published } from './facts.js';

const sentence = (text: string): Sentence => ({ rule: 'hand', text, facts: [] });

const now = fact({ value: 0.0785, ci: [0.0721, 0.0838] });
const low = fact({ value: 0.0785, status: 'low_base', period: '2026-03' });
const hidden = fact({ value: 0.5, status: 'suppressed', metric: PAY });
const pay = fact({ value: 12.6, metric: PAY });

/** A table with a range, a base, a movement, a low base, a withheld figure and a published one. */
export const HAND_TABLE: Table = {
  id: 'table-main',
  caption: 'Main figures, Northmoor, April 2026',
  columns: [
    { label: 'April 2026', detail: 'Northmoor', align: 'number' },
    { label: 'March 2026', detail: 'and movement since', align: 'number' },
    { label: 'England', detail: 'as published', align: 'number' },
  ],
  rows: [
    {
      header: 'Vacancy rate',
      detail: 'lower is better',
      cells: [
        {
          text: '7.9%',
          fact: now,
          detail: ['1,240\u00a0workers, 45\u00a0workplaces', 'range 7.2% to 8.4%'],
        },
        { text: '8% [u]', fact: low, detail: ['change not stated'] },
        {
          text: '7.0%',
          fact: published(0.07),
          detail: ['2024-25', 'all sectors, July 2025 edition'],
        },
      ],
    },
    {
      header: 'Median hourly pay',
      cells: [
        { text: '[c]', fact: hidden },
        { text: '£12.60', fact: pay, detail: ['rose 35p (2.9%) (better)'] },
        { text: '[x]' },
      ],
    },
  ],
};

const CHART: Chart = {
  id: 'vacancy-ranked',
  title: sentence('Northmoor had the highest vacancy rate'),
  subtitle: 'Vacancy rate, per cent, April 2026',
  source: 'Source: invented',
  alternative: [sentence('A bar chart.')],
  notes: [sentence('Not drawn: Saltness [c].')],
  data: null,
  table: {
    id: 'table-vacancy-ranked',
    caption: 'Vacancy rate by area, April 2026',
    columns: [
      { label: 'Vacancy rate', align: 'number' },
      { label: 'Workers', align: 'number' },
    ],
    rows: [
      { header: 'Northmoor', cells: [{ text: '7.9%', fact: now }, { text: '1,240' }] },
      {
        header: 'Saltness',
        cells: [
          {
            text: '[c]',
            fact: fact({
              value: 0.5,
              status: 'suppressed',
              area: { ...NORTHMOOR, code: 'X06000003', name: 'Saltness' },
            }),
          },
          { text: '[c]' },
        ],
      },
    ],
  },
};

/** A small briefing made by hand: one table, one chart without a drawing, and what is asked for. */
export function handBriefing(changes: Partial<Briefing> = {}, table: Table = HAND_TABLE): Briefing {
  return {
    fileStem: 'briefing',
    isFinal: false,
    title: 'Northmoor: vacancies and pay, April 2026',
    subtitle: 'Vacancies and pay, April 2026',
    kicker: 'Adult social care workforce briefing',
    area: NORTHMOOR,
    areaTypeLabel: 'Council',
    audience: 'public',
    period: '2026-04',
    asAt: '2026-04-30',
    partnership: { code: 'X47000001', name: 'Marrowdale Care Partnership' },
    demonstration: null,
    titleBlock: [
      { label: 'Committee', text: '[Committee name: officer to complete]', placeholder: true },
    ],
    sections: [
      {
        id: 'findings',
        heading: 'Findings',
        blocks: [
          { kind: 'table', table, notes: [sentence('A movement is in displayed figures.')] },
          { kind: 'chart', chart: CHART },
        ],
      },
    ],
    run: {
      runId: 'run-1',
      startedAt: '2026-05-01T06:00:00Z',
      programVersion: '0.1.0',
      inputFingerprint: 'abc',
      inputs: { contracts: 'c', sql: 's', config: 'o', deliveries: 'd', deliveryCount: 42 },
    },
    ...changes,
  };
}
