import { defineConfig } from 'vitest/config';

/** Unit tests stand beside their file; `test/` holds what needs a host, a server or the whole tree. */
export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'unit',
          environment: 'node',
          include: ['{shared,electron,gateway,scripts}/**/*.test.ts', 'test/{architecture,contract}/**/*.test.ts'],
        },
      },
      {
        test: {
          name: 'renderer',
          environment: 'jsdom',
          include: ['renderer/**/*.test.{ts,tsx}'],
          setupFiles: ['test/renderer-setup.ts'],
        },
      },
      {
        test: {
          name: 'gateway',
          environment: 'node',
          include: ['test/gateway/**/*.test.ts', 'test/security/gateway/**/*.test.ts'],
          testTimeout: 60_000,
          hookTimeout: 120_000,
        },
      },
      {
        test: {
          name: 'directory',
          environment: 'node',
          include: ['test/directory/**/*.test.ts'],
          testTimeout: 60_000,
          hookTimeout: 120_000,
          fileParallelism: false,
        },
      },
      {
        test: {
          name: 'workstation',
          environment: 'node',
          include: ['test/workstation/**/*.test.ts', 'test/security/workstation/**/*.test.ts'],
          testTimeout: 120_000,
          hookTimeout: 180_000,
          fileParallelism: false,
        },
      },
    ],
  },
});
