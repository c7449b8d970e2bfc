import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { packageDir, parseConfig } from '../src/config.js';
import { SMALL_CONFIG, thrownBy } from './helpers/workspace.js';

const EMAIL = `  email:
    host: mail.wittle.example
    from: packs@wittle.example
    lists:
      - id: scrutiny
        to: [ada@wittle.example]
`;

const parse = (delivery: string) => parseConfig(`${SMALL_CONFIG}delivery:\n${delivery}`).delivery;
const message = (delivery: string): string => (thrownBy(() => parse(delivery)) as Error).message;

describe('delivery in carecount.yaml', () => {
  it('may be as docs/delivery.md shows it', () => {
    const text = readFileSync(join(packageDir, 'docs', 'delivery.md'), 'utf8');
    const [, example = ''] = /^```yaml\ndelivery:\n([^]*?)^```$/m.exec(text) ?? [];
    expect(parse(example)).toMatchObject({
      folders: { length: 2 },
      email: { lists: { length: 1 } },
      webhook: { length: 1 },
    });
  });

  it('is nothing where it is left out', () => {
    expect(parseConfig(SMALL_CONFIG).delivery).toBeUndefined();
  });

  it('sends by STARTTLS, all areas, what an officer opens, and attaches up to 5 MB', () => {
    expect(parse(EMAIL)?.email).toMatchObject({
      port: 587,
      security: 'starttls',
      attach_up_to_bytes: 5_000_000,
      lists: [{ areas: 'all', formats: ['html', 'pdf', 'docx', 'xlsx'] }],
    });
  });

  it('lets mail go unencrypted to this machine only', () => {
    const open = EMAIL.replace('    from', '    security: none\n    from');
    expect(message(open)).toContain(
      'expected delivery.email.security to be starttls or tls (none only for a mail server on this machine); got "none"',
    );
    const own = open.replace('mail.wittle.example', 'localhost');
    expect(parse(own)?.email?.security).toBe('none');
  });

  it('does not repeat an address in a message', () => {
    const wrong = message(EMAIL.replace('[ada@', '[Ada Lovelace ada@'));
    expect(wrong).toContain('to be an e-mail address without a name; got something else');
    expect(wrong).not.toContain('Lovelace');
  });

  it('has the nearest key for one that it does not know', () => {
    expect(message(EMAIL.replace('lists:', 'list:'))).toContain('Did you mean "lists"?');
  });

  it.each([
    ['    username: packs\n    from', 'named together with username, or neither'],
    ['    password: hunter2\n    from', 'username, password_env, from'],
  ])('takes a sign-in only with the name of a variable (%s)', (lines, words) => {
    expect(message(EMAIL.replace('    from', lines))).toContain(words);
  });

  it('asks for an encrypted webhook', () => {
    const hook = '  webhook:\n    - id: portal\n      url: http://portal.wittle.example/\n';
    expect(message(hook)).toContain('to be an https: address without a user name or password');
    expect(parse(hook.replace('http:', 'https:'))?.webhook).toHaveLength(1);
  });
});
