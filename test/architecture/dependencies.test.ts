import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { cruise, ROOT, type Cruise } from './cruise.ts';

const FOLDERS = ['shared', 'electron', 'renderer', 'gateway', 'scripts', 'test'] as const;
/** Fewer modules than this means that the reader of TypeScript is broken, whatever it reports. */
const FLOOR = 300;

/** Every TypeScript file of the house, found by walking the tree. */
const filesOf = (folder: string): readonly string[] =>
  readdirSync(join(ROOT, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name) && !entry.name.endsWith('.d.ts'))
    .map((entry) => relative(ROOT, join(entry.parentPath, entry.name)).replaceAll('\\', '/'));

describe('the house as it stands', () => {
  let files: readonly string[];
  let found: Cruise;
  beforeAll(() => {
    files = FOLDERS.flatMap(filesOf);
    found = cruise(ROOT, FOLDERS);
  }, 120_000);

  test('every file of every side was read', () => {
    const read = new Set(found.modules);
    expect(files.length).toBeGreaterThan(FLOOR);
    expect(files.filter((file) => !read.has(file))).toEqual([]);
  });

  test('nobody imports what the table of ARCHITECTURE.md does not allow, and nothing goes in circles', () => {
    expect(found.violations).toEqual([]);
  });
});

/** A small tree that breaks each rule once, beside imports that are allowed. */
const PLANTED: Readonly<Record<string, string>> = {
  'package.json':
    '{ "name": "planted", "dependencies": { "zod": "1", "left-pad": "1", "fastify": "1", "libsql": "1" } }',
  'node_modules/zod/index.js': 'export const z = 1;',
  'node_modules/left-pad/index.js': 'export const pad = 1;',
  'node_modules/fastify/index.js': 'export const fastify = 1;',
  'node_modules/libsql/index.js': 'export const open = 1;',
  'shared/good.ts': "import { z } from 'zod';\nexport const good = z;",
  'shared/wire/routes.ts': 'export const ROUTES = 1;',
  'shared/unclassified-package.ts': "import { pad } from 'left-pad';\nexport const a = pad;",
  'shared/node.ts': "import { readFileSync } from 'node:fs';\nexport const a = readFileSync;",
  'shared/upwards.ts': "import { core } from '../electron/core/core.ts';\nexport const a = core;",
  'shared/type-only.ts': "import type { Core } from '../electron/core/core.ts';\nexport type A = Core;",
  'shared/round.ts': "import { about } from './about.ts';\nexport const round = () => about;",
  'shared/about.ts': "import { round } from './round.ts';\nexport const about = () => round;",
  'shared/nowhere.ts': "import { a } from './not-there.ts';\nexport const b = a;",
  'electron/core/core.ts':
    "import { good } from '../../shared/good.ts';\nexport type Core = 1;\nexport const core = good;",
  'electron/core/stray.ts': "import { app } from 'electron';\nexport const a = app;",
  'electron/core/touches.ts': "import { host } from '../hosts/node/host.ts';\nexport const a = host;",
  'electron/hosts/node/host.ts': "import { readFileSync } from 'node:fs';\nexport const host = readFileSync;",
  'renderer/features/one/one.ts': "import { two } from '../two/two.ts';\nexport const one = two;",
  'renderer/features/two/two.ts': 'export const two = 1;',
  'renderer/features/two/wire.ts': "import { ROUTES } from '../../../shared/wire/routes.ts';\nexport const a = ROUTES;",
  'renderer/ui/button.ts': "import { good } from '../../shared/good.ts';\nexport const a = good;",
  'gateway/core/decide.ts': "import { store } from '../adapters/store.ts';\nexport const a = store;",
  'gateway/core/serve.ts': "import { fastify } from 'fastify';\nexport const a = fastify;",
  'gateway/adapters/store.ts': "import { open } from 'libsql';\nexport const store = open;",
  'gateway/http/peek.ts': "import { core } from '../../electron/core/core.ts';\nexport const a = core;",
};

describe('the rules themselves', () => {
  const tree = mkdtempSync(join(tmpdir(), 'planted-'));
  let found: readonly string[];
  beforeAll(() => {
    for (const [path, text] of Object.entries(PLANTED)) {
      mkdirSync(dirname(join(tree, path)), { recursive: true });
      writeFileSync(join(tree, path), text);
      const [, name] = /^node_modules\/([a-z-]+)\//.exec(path) ?? [];
      if (name !== undefined) {
        const manifest = { name, version: '1.0.0', type: 'module', main: 'index.js' };
        writeFileSync(join(tree, 'node_modules', name, 'package.json'), JSON.stringify(manifest));
      }
    }
    found = cruise(tree, ['shared', 'electron', 'renderer', 'gateway']).violations;
  }, 120_000);
  afterAll(() => rmSync(tree, { recursive: true, force: true }));

  test.each([
    ['an unclassified package', 'imports-of-shared: shared/unclassified-package.ts → node_modules/left-pad/index.js'],
    ['Node in shared', 'imports-of-shared: shared/node.ts → fs'],
    ['shared looking upwards', 'imports-of-shared: shared/upwards.ts → electron/core/core.ts'],
    ['an import of a type alone', 'imports-of-shared: shared/type-only.ts → electron/core/core.ts'],
    ['an import that leads nowhere', 'resolves: shared/nowhere.ts → ./not-there.ts'],
    ['electron outside its host', 'electron-only-at-home: electron/core/stray.ts → electron'],
    ['core touching a host', 'imports-of-electron-core: electron/core/touches.ts → electron/hosts/node/host.ts'],
    ['a feature importing a feature', 'features-apart: renderer/features/one/one.ts → renderer/features/two/two.ts'],
    ['the page seeing the wire', 'page-without-wire: renderer/features/two/wire.ts → shared/wire/routes.ts'],
    ['the design system knowing ours', 'imports-of-renderer-ui: renderer/ui/button.ts → shared/good.ts'],
    [
      'gateway core importing an adapter',
      'imports-of-gateway-core: gateway/core/decide.ts → gateway/adapters/store.ts',
    ],
    [
      'gateway core importing fastify',
      'imports-of-gateway-core: gateway/core/serve.ts → node_modules/fastify/index.js',
    ],
    ['the gateway importing the workstation', 'gateway-alone: gateway/http/peek.ts → electron/core/core.ts'],
  ])('%s is reported', (_what, violation) => {
    expect(found).toContain(violation);
  });

  test('a circle is reported', () => {
    expect(found.filter((one) => one.startsWith('no-cycles: shared/'))).not.toEqual([]);
  });

  test('what is allowed is not reported', () => {
    const allowed =
      /^[a-z-]+: (shared\/good|electron\/core\/core|electron\/hosts\/node\/host|gateway\/adapters\/store)\.ts/;
    expect(found.filter((one) => allowed.test(one))).toEqual([]);
  });
});
