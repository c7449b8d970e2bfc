import { describe, expect, it } from 'vitest';
import { createLog, type LogLevel } from '../src/log.js';

function written(level: LogLevel): string[] {
  const lines: string[] = [];
  const log = createLog(level, (line) => lines.push(line));
  log.debug('one');
  log.info('two');
  log.warning('three');
  log.error('four');
  return lines;
}

describe('createLog', () => {
  it('marks what is not ordinary by a word, never by a colour alone', () => {
    expect(written('debug')).toEqual(['debug: one', 'two', 'warning: three', 'error: four']);
  });

  it.each<[LogLevel, number]>([
    ['info', 3],
    ['warning', 2],
    ['error', 1],
  ])('at %s writes that and what is worse', (level, count) => {
    expect(written(level)).toHaveLength(count);
  });
});
