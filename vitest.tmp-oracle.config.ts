import { defineConfig } from 'vitest/config';
export default defineConfig({ root: '/work/main', test: { include: ['tests/oracle/*.test.ts'], testTimeout: 120000, hookTimeout: 180000, maxWorkers: 1 } });
