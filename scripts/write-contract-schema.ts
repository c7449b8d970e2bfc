import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { packageDir } from '../src/config.js';
import { contractJsonSchema } from '../src/ingest/contract/json-schema.js';

writeFileSync(join(packageDir, 'docs', 'contract.schema.json'), contractJsonSchema());
