// @ts-check
import tseslint from 'typescript-eslint';
import reactHooks from 'eslint-plugin-react-hooks';
import nounsanitized from 'eslint-plugin-no-unsanitized';

const restricted = (/** @type {string} */ message, /** @type {string[]} */ group) => ({ group, message });

export default tseslint.config(
  { ignores: ['node_modules', 'dist', 'out', 'data', '.cache', 'assets'] },
  ...tseslint.configs.strictTypeChecked,
  {
    languageOptions: {
      parserOptions: {
        project: [
          './shared/tsconfig.json',
          './electron/tsconfig.json',
          './renderer/tsconfig.json',
          './gateway/tsconfig.json',
          './scripts/tsconfig.json',
          './test/tsconfig.json',
        ],
        tsconfigRootDir: import.meta.dirname,
      },
    },
    rules: {
      '@typescript-eslint/switch-exhaustiveness-check': 'error',
      '@typescript-eslint/explicit-module-boundary-types': 'error',
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true, allowBoolean: true }],
      '@typescript-eslint/no-confusing-void-expression': [
        'error',
        { ignoreArrowShorthand: true, ignoreVoidReturningFunctions: true },
      ],
      '@typescript-eslint/no-unnecessary-condition': [
        'error',
        { allowConstantLoopConditions: 'only-allowed-literals' },
      ],
      '@typescript-eslint/require-await': 'off', // ports are asynchronous whether or not an adapter waits
      '@typescript-eslint/no-empty-function': 'off',
      '@typescript-eslint/consistent-type-definitions': ['error', 'interface'],
      'no-console': 'error',
      'no-eval': 'error',
      'no-implied-eval': 'error',
      'no-control-regex': 'off', // control characters are what several of our filters are about
      'max-lines': ['error', { max: 300, skipBlankLines: true, skipComments: true }],
      'no-restricted-syntax': ['error', { selector: 'TSEnumDeclaration', message: 'Unions and `as const`, no enums.' }],
    },
  },
  {
    files: ['renderer/**/*.{ts,tsx}'],
    plugins: { 'react-hooks': reactHooks, 'no-unsanitized': nounsanitized },
    rules: {
      ...reactHooks.configs.recommended.rules,
      ...nounsanitized.configs.recommended.rules,
      'no-restricted-globals': [
        'error',
        'fetch',
        'XMLHttpRequest',
        'WebSocket',
        'EventSource',
        'localStorage',
        'sessionStorage',
        'indexedDB',
      ],
      'no-restricted-imports': [
        'error',
        {
          patterns: [
            restricted('The page never sees the wire.', [
              '**/shared/wire/routes*',
              '**/shared/wire/route*',
              '**/shared/wire/identity-routes*',
            ]),
          ],
        },
      ],
      '@typescript-eslint/explicit-module-boundary-types': 'off', // a component's answer is JSX
    },
  },
  { files: ['scripts/**', 'test/**', 'gateway/main.ts', 'gateway/cli/**'], rules: { 'no-console': 'off' } },
  {
    files: ['**/*.test.{ts,tsx}', 'test/**'],
    rules: {
      '@typescript-eslint/no-non-null-assertion': 'off',
      '@typescript-eslint/unbound-method': 'off',
      'max-lines': ['error', { max: 500, skipBlankLines: true, skipComments: true }],
    },
  },
  // The tables of the contract are one thing each, however many rows they have.
  { files: ['shared/wire/{routes,identity-routes}.ts', 'shared/bridge/calls.ts'], rules: { 'max-lines': 'off' } },
  {
    files: ['**/*.js', '**/*.mjs', '**/*.cjs', 'vite*.config.ts', 'vitest.config.ts'],
    ...tseslint.configs.disableTypeChecked,
  },
);
