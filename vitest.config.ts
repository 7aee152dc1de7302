import { defineConfig } from 'vitest/config';

// Threads and processes that tests start from TypeScript get it stripped of types from here. Otherwise each runs Node's own
// stripper, which is WebAssembly, and V8 is reported to abort at times when threads free such code at once.
process.env.NODE_COMPILE_CACHE ??= `${import.meta.dirname}/node_modules/.cache/celkiln/compiled`;

export default defineConfig({
  test: {
    // Waits are for a state, however busy the computer is.
    expect: { poll: { timeout: 20_000 } },
    env: { ELECTRON_OVERRIDE_DIST_PATH: `${import.meta.dirname}/host` },
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          include: ['{src,supabase,host,scripts,bench}/**/*.test.{ts,tsx}', 'tests/*.test.ts'],
          exclude: ['supabase/tests/postgres/**'],
          testTimeout: 30_000,
          // The first database of a run is made from nothing; the others are copies.
          hookTimeout: 60_000,
        },
      },
      {
        // The schema's own tests once more, on the system's PostgreSQL, and those that need several sessions at once.
        extends: true,
        test: {
          name: 'postgres',
          include: ['supabase/tests/*.test.ts', 'supabase/tests/postgres/*.test.ts'],
          exclude: ['supabase/tests/{bundle,deno,jwt,*Adapter,falCallback}.test.ts'],
          env: { TEST_DATABASE: 'postgres' },
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
      {
        extends: true,
        test: {
          name: 'integration',
          include: ['tests/integration/**/*.test.ts'],
          testTimeout: 120_000,
          hookTimeout: 120_000,
          fileParallelism: false,
        },
      },
      {
        extends: true,
        test: {
          name: 'e2e',
          include: ['tests/e2e/**/*.test.ts'],
          testTimeout: 120_000,
          hookTimeout: 120_000,
          fileParallelism: false,
        },
      },
    ],
  },
});
