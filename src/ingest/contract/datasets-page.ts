import type { Contract } from './schema.js';

/** The page that lists every kind of file, for people. */
export function datasetsPage(contracts: readonly Contract[]): string {
  const rows = [...contracts]
    .sort((a, b) => (a.title < b.title ? -1 : 1))
    .map(
      ({ id, title, description, grain }) =>
        `| ${title} | ${tidy(description)} One record: ${grain}. | \`${id}\` |`,
    );
  return `# The kinds of file carecount reads

A file is recognised by its headings, whatever it is called and whether it is CSV, Excel or OpenDocument.
\`raw.<dataset>\` holds its records during a build; the models of \`sql/staging\` give them their names.
This page is made from \`src/ingest/contracts/\` by \`npm run docs\`.

| file | what it holds | dataset |
|---|---|---|
${rows.join('\n')}

A kind that is missing is one YAML file and one SELECT: [add a source](add-a-source.md).
`;
}

function tidy(text: string): string {
  return text.trim().replace(/\s+/g, ' ').replaceAll('|', '\\|');
}
