import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { packageDir } from '../src/config.js';
import { datasetsPage } from '../src/ingest/contract/datasets-page.js';
import { loadContracts } from '../src/ingest/contract/index.js';
import { contractJsonSchema } from '../src/ingest/contract/json-schema.js';
import { cataloguePage } from '../src/metrics/catalogue-page.js';
import { loadMetrics } from '../src/metrics/index.js';

const docs = join(packageDir, 'docs');
writeFileSync(join(docs, 'contract.schema.json'), contractJsonSchema());
writeFileSync(join(docs, 'datasets.md'), datasetsPage(loadContracts()));
writeFileSync(join(docs, 'metrics.md'), cataloguePage(loadMetrics()));
