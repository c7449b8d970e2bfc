import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { explanationSchema } from '../../src/explore/explain/index.js';
import { explainedWorkspace } from '../explore/explain-workspace.js';
import { carecount, temporaryFolder } from '../helpers/run-cli.js';
import { smallWorkspace } from '../helpers/small-workspace.js';

const folder = temporaryFolder();
let dir = '';
const explain = (...args: string[]) =>
  carecount(['--workspace', dir, 'explain', 'vacancy_rate', ...args]);

beforeAll(async () => {
  dir = await explainedWorkspace(folder.path);
});

afterAll(() => {
  folder.remove();
});

describe('carecount explain', () => {
  it('prints a figure with at most so many contributors', () => {
    const { code, stdout, stderr } = explain('--area', 'Ottermere', '--contributors', '1');
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toContain(
      '8 vacancies / (27 permanent and temporary employees + 8 vacancies) = 22.9%',
    );
    expect(stdout).toContain('2 more workplaces: 2 of 11. All of them: --all');
    expect(explain('--area', 'Ottermere', '--all').stdout).not.toContain('more workplace');
  });

  it('gives one object with every contributor as JSON', () => {
    const { code, stdout } = explain('--area', 'X06000091', '--json', '--contributors', '1');
    expect(code).toBe(0);
    expect(explanationSchema.parse(JSON.parse(stdout)).contributions.named).toHaveLength(3);
  });

  it('answers what it does not know in one line, with the exit code of a wrong call', () => {
    const { code, stdout, stderr } = explain('--area', 'Otermere');
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr.trim().split('\n')).toHaveLength(1);
    expect(stderr).toContain('Did you mean "Ottermere"?');
    expect(explain('--area', 'Ottermere', '--contributors', 'few').stderr).toContain(
      '--contributors: expected a whole number',
    );
  });

  it('shows an edition of what others have published, and names the editions there are', () => {
    const { stdout } = explain('--area', 'Ottermere', '--edition', '2023-07');
    expect(stdout).toContain('England, 2022-23, all sectors: 9.9% (edition 2023-07;');
    const { code, stderr } = explain('--area', 'Ottermere', '--edition', '2023');
    expect(code).toBe(2);
    expect(stderr.trim()).toBe(
      'CC-USE-001 --edition: expected one of DfE 2024, 2025-07, 2024-07, 2023-07, 2022-10, 2021; ' +
        'got "2023". Leave --edition out for the latest.',
    );
  });

  it('says where nothing is published yet', () => {
    const empty = smallWorkspace(`${folder.path}/empty`);
    const outcome = carecount(['--workspace', empty, 'explain', 'vacancy_rate', '--area', 'X']);
    expect(outcome.code).toBe(10);
    expect(outcome.stderr).toContain('Run carecount nightly first.');
  });
});
