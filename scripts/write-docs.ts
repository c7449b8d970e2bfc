import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { packageDir } from '../src/config.js';
import { datasetsPage } from '../src/ingest/contract/datasets-page.js';
import { loadContracts } from '../src/ingest/contract/index.js';
import { contractJsonSchema } from '../src/ingest/contract/json-schema.js';

const docs = join(packageDir, 'docs');
writeFileSync(join(docs, 'contract.schema.json'), contractJsonSchema());
writeFileSync(join(docs, 'datasets.md'), datasetsPage(loadContracts()));
