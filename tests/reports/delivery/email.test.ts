import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { counts, DeliveryPlace, failures, LATER_RUN, MESSAGE } from './helpers/delivery.js';
import { ACCOUNT, decoded, emailSettings, header, startMailServer } from './helpers/mail-server.js';

/** A place with one pack. */
function placeWithPack(): DeliveryPlace {
  const place = new DeliveryPlace();
  place.writePack();
  return place;
}

const TEN = Array.from({ length: 10 }, (_, index) => `member${index}@wittle.example`);

function refusal(code: number, words: string): Error {
  return Object.assign(new Error(words), { responseCode: code });
}

describe('a mail', () => {
  it('goes over STARTTLS after a sign-in, to each recipient alone, with text, page and files', async () => {
    const place = placeWithPack();
    const server = await startMailServer();
    const to = ['ada@wittle.example', 'ben@wittle.example'];
    const lists = [{ id: 'scrutiny', to, formats: ['html', 'pdf'] }];

    expect(counts(await place.deliver(await emailSettings(place, server, { lists })))).toEqual([
      [2, 0, 0],
    ]);

    expect(server.taken.map((mail) => mail.to)).toEqual([[to[0]], [to[1]]]);
    const [first] = server.taken;
    expect(first).toMatchObject({ isSecure: true, user: ACCOUNT.username });
    const raw = first?.raw ?? '';
    expect(raw).not.toContain('ben@');
    expect(decoded(raw).split(MESSAGE)).toHaveLength(3);
    expect(decoded(raw)).toContain('[u] after a figure: low reliability');
    expect(header(raw, 'Subject')).toBe(
      'Alderwick: vacancies, turnover and pay in adult social care, April 2026',
    );
    expect(header(raw, 'Auto-Submitted')).toBe('auto-generated');
    expect([...raw.matchAll(/filename=(\S+)/g)].map(([, name]) => name)).toEqual([
      'X06000091-2026-04-briefing.html',
      'X06000091-2026-04-briefing.pdf',
    ]);
    expect(raw).toContain('Content-Type: text/plain');
    expect(raw).toContain('Content-Type: text/html');
  });

  it('goes over TLS from the first byte where the settings say tls', async () => {
    const place = placeWithPack();
    const server = await startMailServer({ secure: true });
    const settings = await emailSettings(place, server, { security: 'tls' });

    expect(counts(await place.deliver(settings))).toEqual([[1, 0, 0]]);
    expect(server.taken[0]?.isSecure).toBe(true);
  });

  it('has all packs of a list in one, named by their areas', async () => {
    const place = placeWithPack();
    place.writePack({ areaCode: 'X06000092', areaName: 'Beechcombe' });
    const server = await startMailServer();

    await place.deliver(await emailSettings(place, server));
    expect(server.taken).toHaveLength(1);
    expect(header(server.taken[0]?.raw ?? '', 'Subject')).toBe(
      'Alderwick and Beechcombe: adult social care workforce, April 2026',
    );
  });

  it('says of an internal paper that it is not for publication', async () => {
    const place = new DeliveryPlace();
    place.writePack({ audience: 'internal' });
    const server = await startMailServer();

    await place.deliver(await emailSettings(place, server));
    const raw = decoded(server.taken[0]?.raw ?? '');
    expect(raw.split('Internal briefing: not for publication')).toHaveLength(3);
  });

  it('of many packs is named by the partnership, and leaves the messages to the papers', async () => {
    const place = new DeliveryPlace();
    for (let index = 10; index < 23; index++) place.writePack({ areaCode: `X060000${index}` });
    const server = await startMailServer();

    await place.deliver(await emailSettings(place, server));
    const raw = decoded(server.taken[0]?.raw ?? '');
    expect(header(raw, 'Subject')).toBe(
      'Lower Wittle Partnership, 13 areas: adult social care workforce, April 2026',
    );
    expect(raw.slice(0, raw.indexOf('</html>'))).not.toContain(MESSAGE);
    expect(place.sent).toMatchObject([{ event: 'sent', packs: { length: 13 } }]);
  });

  it('gives links in place of files that are too large together', async () => {
    const place = placeWithPack();
    const server = await startMailServer();
    const settings = await emailSettings(place, server, {
      attach_up_to_bytes: 20,
      link_base: 'https://packs.wittle.example/care/',
    });

    await place.deliver(settings);
    const text = decoded(server.taken[0]?.raw ?? '');
    expect(text).not.toContain('filename=');
    expect(text).toContain(
      '- briefing.pdf (1 KB): https://packs.wittle.example/care/X06000091/2026-04/briefing.pdf',
    );
  });

  it('names the folder where there is nothing to link to', async () => {
    const place = placeWithPack();
    const server = await startMailServer();
    const email = await emailSettings(place, server, { attach_up_to_bytes: 20 });

    await place.deliver({ ...email, folders: [{ path: '.' }] });
    expect(decoded(server.taken[0]?.raw ?? '')).toContain(
      `The files are in the folder ${join(place.dir, 'X06000091', '2026-04')}:`,
    );
  });

  it('cannot be broken out of by an area’s name', async () => {
    const place = new DeliveryPlace();
    const areaName = `"><img src=x onerror=alert(1)>\r\nBcc: eve@evil.example \u202e${'long '.repeat(40)}`;
    place.writePack({ areaName, message: `${areaName} has news` });
    const server = await startMailServer();

    await place.deliver(await emailSettings(place, server));
    const raw = server.taken[0]?.raw ?? '';
    const [head = ''] = raw.split('\r\n\r\n', 1);
    expect(head).not.toMatch(/^Bcc:/im);
    expect(decoded(raw)).not.toContain('\u202e');
    const page = decoded(raw.slice(raw.indexOf('Content-Type: text/html')));
    expect(page.slice(0, page.indexOf('</html>'))).not.toContain('<img');
    expect(page).toContain('&lt;img src=x onerror=alert(1)&gt; Bcc: eve@evil.example');
  });
});

describe('a mail server that fails', () => {
  it('is not asked again after it refuses the sign-in, and nothing personal is told', async () => {
    const place = placeWithPack();
    place.env['MAIL_PASSWORD'] = 'wrong horse';
    const server = await startMailServer();
    const lists = [{ id: 'scrutiny', to: TEN }];

    const result = await place.deliver(await emailSettings(place, server, { lists }));
    expect(counts(result)).toEqual([[0, 0, 10]]);
    expect(server.connections()).toBe(1);
    expect(failures(result)).toEqual([
      'CC-DEL-001 delivery.email list scrutiny: expected each of its 10 recipients to be sent to; ' +
        'got 10 not sent to: the sign-in refused (535 no such account). ' +
        'Mend username, or the variable that password_env names.',
    ]);
    expect([...failures(result), ...place.log.lines].join()).not.toMatch(/horse|member|packs@/);
  });

  it('that refuses one of ten addresses costs only that one, and the ledger names nobody', async () => {
    const place = placeWithPack();
    const server = await startMailServer({}, (to, callback) => {
      callback(to === TEN[3] ? refusal(550, `5.1.1 <${to}>: no such mailbox member3`) : null);
    });
    const settings = await emailSettings(place, server, { lists: [{ id: 'scrutiny', to: TEN }] });

    const result = await place.deliver(settings);
    expect(counts(result)).toEqual([[9, 0, 1]]);
    expect(failures(result)).toEqual([
      'CC-DEL-001 delivery.email list scrutiny: expected each of its 10 recipients to be sent to; ' +
        'got 1 refused: 550 5.1.1 <[address]>: no such mailbox [address]. ' +
        'Mend the address in carecount.yaml, or take it out. The others have theirs.',
    ]);
    expect(result.targets[0]?.failures[0]?.exitCode).toBe(15);
    expect(place.waits).toEqual([]);
    expect(readFileSync(join(place.dir, 'sent.jsonl'), 'utf8')).not.toContain('wittle.example"');
    expect(place.sent).toHaveLength(9);
    const hash = createHash('sha256').update('member0@wittle.example').digest('hex');
    expect(place.sent[0]).toMatchObject({ target: 'scrutiny', recipient_sha256: hash });
  });

  it('that puts a recipient off (451) is asked again after a wait', async () => {
    const place = placeWithPack();
    let asked = 0;
    const server = await startMailServer({}, (_to, callback) => {
      asked += 1;
      callback(asked < 3 ? refusal(451, '4.7.1 greylisted') : null);
    });

    expect(counts(await place.deliver(await emailSettings(place, server)))).toEqual([[1, 0, 0]]);
    expect(place.waits).toEqual([30_000, 60_000]);
  });

  it('that cuts the connection in the middle is asked again', async () => {
    const place = placeWithPack();
    let asked = 0;
    const server = await startMailServer({}, (_to, callback) => {
      asked += 1;
      if (asked === 1) server.cut();
      else callback();
    });

    expect(counts(await place.deliver(await emailSettings(place, server)))).toEqual([[1, 0, 0]]);
    expect(place.waits).toEqual([30_000]);
    expect(server.taken).toHaveLength(1);
  });

  it('that says nothing for longer than the timeout is asked again', async () => {
    const place = placeWithPack();
    let asked = 0;
    const server = await startMailServer({
      onConnect: (_session, callback) => {
        asked += 1;
        if (asked > 1) callback();
      },
    });
    const settings = await emailSettings(place, server, { timeout_seconds: 1 });

    expect(counts(await place.deliver(settings))).toEqual([[1, 0, 0]]);
    expect(asked).toBe(2);
  });

  it('that stays away is told of once for all, and the next delivery sends', async () => {
    const place = placeWithPack();
    const settings = await emailSettings(place, { port: 1 }, { retries: 2 });

    const result = await place.deliver(settings);
    expect(place.waits).toEqual([30_000, 60_000]);
    expect(failures(result)[0]).toMatch(
      /got 1 not sent to: connect ECONNREFUSED .*The next run tries again\.$/,
    );
    const server = await startMailServer();
    expect(counts(await place.deliver(await emailSettings(place, server)))).toEqual([[1, 0, 0]]);
  });

  it('that does not offer STARTTLS is sent nothing', async () => {
    const place = placeWithPack();
    const server = await startMailServer({ disabledCommands: ['STARTTLS'], authOptional: true });

    const result = await place.deliver(await emailSettings(place, server));
    expect(counts(result)).toEqual([[0, 0, 1]]);
    expect(server.taken).toEqual([]);
    expect(failures(result)[0]).toContain(
      'got 1 not sent to: a server that does not offer STARTTLS',
    );
    expect(failures(result)[0]).toContain('Nothing was sent unencrypted.');
  });

  it('whose certificate is not trusted is sent nothing', async () => {
    const place = placeWithPack();
    const server = await startMailServer();
    const settings = await emailSettings(place, server, { ca_file: undefined });

    const result = await place.deliver(settings);
    expect(server.taken).toEqual([]);
    expect(place.waits).toEqual([]);
    expect(failures(result)[0]).toContain(
      'a certificate that is not trusted (self-signed certificate). Name the certificate of its authority as ca_file',
    );
  });

  it('is not asked at all while the password is missing', async () => {
    const place = placeWithPack();
    delete place.env['MAIL_PASSWORD'];
    const server = await startMailServer();

    const result = await place.deliver(await emailSettings(place, server));
    expect(server.connections()).toBe(0);
    expect(counts(result)).toEqual([[0, 0, 1]]);
    expect(failures(result)).toEqual([
      'CC-DEL-001 delivery.email password_env: expected the environment variable MAIL_PASSWORD; got none. Set it where carecount is started.',
    ]);
  });
});

describe('a list', () => {
  it('counts who has theirs where nothing could be tried for the others', async () => {
    const place = placeWithPack();
    const server = await startMailServer();
    const sendTo = async (...to: string[]) =>
      place.deliver(await emailSettings(place, server, { lists: [{ id: 'scrutiny', to }] }));
    await sendTo('ada@wittle.example');

    delete place.env['MAIL_PASSWORD'];
    const result = await sendTo('ada@wittle.example', 'ben@wittle.example');
    expect(counts(result)).toEqual([[0, 1, 1]]);
  });

  it('is sent nothing twice that says the same, whichever run wrote it', async () => {
    const place = placeWithPack();
    const server = await startMailServer();
    const settings = await emailSettings(place, server);

    await place.deliver(settings);
    expect(counts(await place.deliver(settings))).toEqual([[0, 1, 0]]);
    place.writePack({ runId: LATER_RUN });
    expect(counts(await place.deliver(settings, { runId: LATER_RUN }))).toEqual([[0, 1, 0]]);
    expect(server.taken).toHaveLength(1);
  });

  it('is sent a paper of which only a figure is another', async () => {
    const place = placeWithPack();
    const server = await startMailServer();
    const settings = await emailSettings(place, server);

    await place.deliver(settings);
    place.writePack({ figure: '8.9%' });
    expect(counts(await place.deliver(settings))).toEqual([[1, 0, 0]]);
  });

  it('is sent a paper that says something else, marked as revised', async () => {
    const place = placeWithPack();
    const server = await startMailServer();
    const settings = await emailSettings(place, server);

    await place.deliver(settings);
    place.writePack({ message: 'The vacancy rate in Alderwick was 8% in April 2026.' });
    expect(counts(await place.deliver(settings))).toEqual([[1, 0, 0]]);
    expect(header(server.taken[1]?.raw ?? '', 'Subject')).toMatch(/April 2026 \(revised\)$/);
  });

  it('repeats one mail under the same Message-ID where a stop left no line in the ledger', async () => {
    const place = placeWithPack();
    const server = await startMailServer();
    const lists = [{ id: 'scrutiny', to: TEN.slice(0, 3) }];
    const settings = await emailSettings(place, server, { lists });

    await place.deliver(settings);
    const path = join(place.dir, 'sent.jsonl');
    const lines = readFileSync(path, 'utf8').trimEnd().split('\n');
    writeFileSync(path, `${lines.slice(0, 2).join('\n')}\n`);
    expect(counts(await place.deliver(settings))).toEqual([[1, 2, 0]]);
    const ids = server.taken.map(({ raw }) => header(raw, 'Message-ID'));
    expect(ids[3]).toBe(ids[2]);
    expect(new Set(ids).size).toBe(3);
  });

  it('alone can be asked for, and a dry run sends nothing', async () => {
    const place = placeWithPack();
    const server = await startMailServer();
    const lists = [
      { id: 'scrutiny', to: ['ada@wittle.example'] },
      { id: 'directors', to: ['ben@wittle.example'] },
    ];
    const settings = await emailSettings(place, server, { lists });

    expect(counts(await place.deliver(settings, { isDryRun: true }))).toEqual([
      [1, 0, 0],
      [1, 0, 0],
    ]);
    expect(place.sent).toEqual([]);
    expect(counts(await place.deliver(settings, { list: 'directors' }))).toEqual([[1, 0, 0]]);
    expect(server.taken.map(({ to }) => to)).toEqual([['ben@wittle.example']]);
    await expect(place.deliver(settings, { list: 'director' })).rejects.toThrow(
      '--list: expected one of scrutiny, directors; got "director". Did you mean "directors"?',
    );
  });

  it('that asks for a format no pack has is told so', async () => {
    const place = placeWithPack();
    const server = await startMailServer();
    const lists = [{ id: 'scrutiny', to: ['ada@wittle.example'], formats: ['docx'] }];

    const result = await place.deliver(await emailSettings(place, server, { lists }));
    expect(failures(result)).toEqual([
      'CC-DEL-001 delivery.email list scrutiny: expected a file of docx in the pack of X06000091; got none. Add the format to packs.formats, or take another for the list.',
    ]);
  });
});
