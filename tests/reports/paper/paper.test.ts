import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { packageDir } from '../../../src/config.js';
import { parseBoundaries } from '../../../src/reports/paper/boundaries.js';
import { parsePaper, wordsFor } from '../../../src/reports/paper/paper.js';
import { parseStrategy } from '../../../src/reports/paper/strategy.js';

const demo = (name: string): string => readFileSync(join(packageDir, 'reference', name), 'utf8');

describe('parsePaper', () => {
  it('reads that of the demo, and lets an area have words of its own', () => {
    const paper = parsePaper(demo('paper.yaml'), 'paper.yaml');
    expect(wordsFor(paper, 'X10000001').committee).toBe('Health and Care Scrutiny Board');
    expect(wordsFor(paper, 'X06000003').committee).toBe('Isle of Tarn Scrutiny Panel');
    expect(wordsFor(paper, 'X06000003').purpose).toBe('discussion');
    expect(wordsFor(null, 'X06000003')).toEqual({});
  });

  it('names the line and the nearest key of a typo', () => {
    expect(() => parsePaper('status: draft\ncomittee: Board\n', 'paper.yaml')).toThrow(
      /^paper\.yaml line 2: .*"comittee"\. Did you mean "committee"\?$/,
    );
    expect(() => parsePaper('meeting_date: 18 June\n', 'paper.yaml')).toThrow(
      /^paper\.yaml line 1/,
    );
  });
});

describe('the answers of officers', () => {
  const paper = (question: string): string => `answers:\n  "${question}": Two in five.\n`;

  it('are looked up by the words of a question that packs ask', () => {
    const question = 'Where do leavers go: the NHS, retail or another care provider?';
    expect(parsePaper(paper(question), 'p.yaml').answers).toEqual({ [question]: 'Two in five.' });
  });

  it('have the nearest question named where the words are others', () => {
    expect(() => parsePaper(paper('Where do leaver go, NHS or retail?'), 'p.yaml')).toThrow(
      /^p\.yaml line 2: .*got "Where do leaver go/,
    );
    const close = 'Where do leavers go: the NHS, retail or other care provider?';
    expect(() => parsePaper(paper(close), 'p.yaml')).toThrow(
      /Did you mean "Where do leavers go: the NHS, retail or another care provider\?"\?$/,
    );
  });

  it('are checked in the words of one area too', () => {
    expect(() => parsePaper('areas: { X1: { comittee: Board } }', 'p.yaml')).toThrow(
      /under areas\.X1 one of the keys status, .*Did you mean "committee"\?$/,
    );
  });
});

describe('parseStrategy', () => {
  it('reads that of the demo, where an id may be a number', () => {
    const { actions, recommendations } = parseStrategy(demo('strategy.yaml'), 'strategy.yaml');
    expect(actions.map(({ id }) => id)).toEqual(['1.1', '1.2', '2.1', '2.2']);
    expect(recommendations).toHaveLength(2);
  });

  it('knows which measures packs show', () => {
    const yaml =
      'title: t\nactions:\n  - id: 1\n    action: a\n    owner: o\n    indicator: vacancies_rate\n';
    expect(() => parseStrategy(yaml, 's.yaml')).toThrow(/^s\.yaml line 6: .*vacancy_rate/);
  });

  it('takes a care setting only with a measure that packs show by care setting', () => {
    const yaml = (indicator: string): string =>
      `title: t\nactions:\n  - { id: 1, action: a, owner: o, indicator: ${indicator}, care_setting: day }\n`;
    expect(parseStrategy(yaml('turnover_rate'), 's.yaml').actions).toHaveLength(1);
    expect(() => parseStrategy(yaml('starters_rate'), 's.yaml')).toThrow(
      /^s\.yaml line 3: expected actions\.0\.care_setting to be left out, unless .*turnover_rate.*; got "day"/,
    );
  });
});

describe('parseBoundaries', () => {
  const shape = {
    type: 'Polygon',
    coordinates: [
      [
        [0, 0],
        [1, 0],
        [1, 1],
        [0, 0],
      ],
    ],
  };
  const file = (properties: object, geometry: object): string =>
    JSON.stringify({
      type: 'FeatureCollection',
      features: [{ type: 'Feature', properties, geometry }],
    });

  it('gives the shape of each area by its code', () => {
    const found = parseBoundaries(file({ area_code: 'X10000001' }, shape), 'areas.geojson');
    expect(found.get('X10000001')).toEqual(shape);
  });

  it('names the feature that has no code, is a line, or is no JSON', () => {
    expect(() => parseBoundaries(file({}, shape), 'a.geojson')).toThrow(/^a\.geojson features\.0/);
    const line = { type: 'LineString', coordinates: [[0, 0]] };
    expect(() => parseBoundaries(file({ area_code: 'X1' }, line), 'a.geojson')).toThrow(/Polygon/);
    expect(() => parseBoundaries('{', 'a.geojson')).toThrow(/^a\.geojson: expected GeoJSON/);
  });

  it('refuses metres of the National Grid', () => {
    const grid = {
      type: 'Polygon',
      coordinates: [
        [
          [530_000, 180_000],
          [531_000, 180_000],
          [531_000, 181_000],
          [530_000, 180_000],
        ],
      ],
    };
    expect(() => parseBoundaries(file({ area_code: 'X1' }, grid), 'a.geojson')).toThrow(
      /^a\.geojson features\.0\.geometry: expected .* degrees .*; got .*180/,
    );
  });
});
